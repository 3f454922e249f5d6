import type { ProjectSummary, Readiness } from "#lib/projects/contract.ts";

export const columns = ["name", "claimed", "verified", "waived", "overdue", "startAt"] as const;
export type Column = (typeof columns)[number];

/** How many items count: neither waived nor not applicable. */
export const countingItems = (readiness: Readiness): number =>
  readiness.total - readiness.notApplicable - readiness.waived;

/** Share from 0 to 1; nothing to do counts as nothing done. */
const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

/** What a column is sorted by; the larger, the further. */
function sortValue(project: ProjectSummary, column: Column): number | string {
  const { readiness } = project;
  const counting = countingItems(readiness);
  switch (column) {
    case "name":
      return project.name;
    case "claimed":
      return share(readiness.done, counting);
    case "verified":
      return share(readiness.verified, counting);
    case "waived":
      return readiness.waived;
    case "overdue":
      return readiness.overdue;
    case "startAt":
      return project.startAt;
  }
}

/** The projects in the order of a column; equal ones by name. */
export function sortProjects(
  projects: readonly ProjectSummary[],
  column: Column,
  descending: boolean,
  locale: string,
): ProjectSummary[] {
  const names = new Intl.Collator(locale, { numeric: true });
  const compare = (a: ProjectSummary, b: ProjectSummary): number => {
    const [x, y] = [sortValue(a, column), sortValue(b, column)];
    return typeof x === "number" && typeof y === "number"
      ? x - y
      : names.compare(String(x), String(y));
  };
  const sign = descending ? -1 : 1;
  return [...projects].sort((a, b) => sign * compare(a, b) || names.compare(a.name, b.name));
}
