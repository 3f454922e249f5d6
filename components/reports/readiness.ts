import type { ProjectOverview } from "#lib/reports/contract.ts";

type Phase = ProjectOverview["phases"][number];

/** A project's figures, each apart; weights count an item as much as its phase weighs. */
export interface Standing {
  /** All items in scope. */
  total: number;
  /** Of these, what there is to do: neither waived nor not applicable. */
  counting: number;
  done: number;
  inProgress: number;
  verified: number;
  waived: number;
  notApplicable: number;
  overdue: number;
  weight: { total: number; counting: number; done: number; verified: number };
}

/** Adds the phases up. */
export function sumPhases(phases: readonly Phase[]): Standing {
  const sum = (value: (phase: Phase) => number): number =>
    phases.reduce((all, phase) => all + value(phase), 0);
  return {
    total: sum((phase) => phase.total),
    counting: sum((phase) => phase.counting),
    done: sum((phase) => phase.done),
    inProgress: sum((phase) => phase.inProgress),
    verified: sum((phase) => phase.verified),
    waived: sum((phase) => phase.waived),
    notApplicable: sum((phase) => phase.notApplicable),
    overdue: sum((phase) => phase.overdue),
    weight: {
      total: sum((phase) => phase.weight * phase.total),
      counting: sum((phase) => phase.weight * phase.counting),
      done: sum((phase) => phase.weight * phase.done),
      verified: sum((phase) => phase.weight * phase.verified),
    },
  };
}
