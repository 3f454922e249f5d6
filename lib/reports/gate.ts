import type { ProjectOverview } from "./contract.ts";

/** What the gate looks at in one phase. Extended items never close it. */
export type GatePhase = {
  code: string;
  /** Items that count: neither waived nor not applicable. */
  counting: number;
  done: number;
  failing: number;
};

/** Share of the second phase that must be done. */
const SECOND_PHASE_SHARE = 0.9;

/**
 * Whether a project may launch, by the standing policy: all of the first phase is done or waived and
 * none of it fails, and 90 % of the second is done. Reasons say how many items are missing.
 */
export function decideGate(phases: readonly GatePhase[]): ProjectOverview["gate"] {
  const [first, second] = phases;
  const reasons: ProjectOverview["gate"]["reasons"] = [];
  if (first) {
    const open = first.counting - first.done;
    if (open > 0) reasons.push({ code: "first_phase_open", phase: first.code, items: open });
    if (first.failing > 0) {
      reasons.push({ code: "first_phase_failing", phase: first.code, items: first.failing });
    }
  }
  if (second) {
    const missing = Math.ceil(second.counting * SECOND_PHASE_SHARE) - second.done;
    if (missing > 0)
      reasons.push({ code: "second_phase_below", phase: second.code, items: missing });
  }
  return { open: reasons.length === 0, reasons };
}
