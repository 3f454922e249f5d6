import type { ProjectOverview } from "#lib/reports/contract.ts";

type GateReason = ProjectOverview["gate"]["reasons"][number];

/** Filters of the checklist, as they stand in its address. */
interface Filters {
  phase?: string;
  claim?: string;
  verdict?: string;
  waived?: string;
  origin?: string;
  overdue?: string;
  step?: string;
  item?: string;
  assignee?: string;
}

/** The page of a project, or one below it. */
export function projectHref(slug: string, page = ""): string {
  return `/projects/${encodeURIComponent(slug)}${page && `/${page}`}`;
}

/** A project's checklist narrowed to what `filters` say. */
export function checklistHref(slug: string, filters: Filters = {}): string {
  const query = Object.entries(filters)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join("&");
  return projectHref(slug, "checklist") + (query && `?${query.replaceAll("%2C", ",")}`);
}

/** The items that count, narrowed further: those a project leaves out are named only where it does. */
export function countingHref(
  slug: string,
  { waived, notApplicable }: { waived: number; notApplicable: number },
  filters: Filters,
): string {
  return checklistHref(slug, {
    ...(notApplicable > 0 ? { claim: "todo,in_progress,done" } : {}),
    ...filters,
    ...(waived > 0 ? { waived: "false" } : {}),
  });
}

/** Exactly the items that keep the gate closed for one reason; extended ones never do. */
export function gateHref(slug: string, { code, phase }: GateReason): string {
  const what = code === "first_phase_failing" ? { verdict: "fail" } : { claim: "todo,in_progress" };
  return checklistHref(slug, { phase, ...what, origin: "core,custom" });
}
