import type { Heading, Item } from "#lib/checklist/contract.ts";
import { countedClaim } from "#lib/checklist/standing.ts";

/** How the items under a heading stand. `counting` leaves waived and not applicable items out. */
export interface Counts {
  total: number;
  counting: number;
  done: number;
}

/** One line of the flattened checklist. */
export type Row =
  | { kind: "heading"; key: string; heading: Heading; level: 1 | 2 | 3; open: boolean }
  | { kind: "item"; key: string; item: Item; position: number; siblings: number }
  | { kind: "add"; key: string; groupId: string };

export interface OutlineOptions {
  /** Phases that are folded away, by code. */
  collapsed: ReadonlySet<string>;
  /** Whether headings without an item in the list are left out: under a filter, for readers. */
  hideEmpty: boolean;
  /** The group that a new item is being written into. */
  addingTo: string | null;
}

const levels = { phase: 1, section: 2, group: 3 } as const;

/** Whether a waiver of an item is in force, at `now` (milliseconds since 1970). */
export function isWaived(item: Pick<Item, "waivedUntil">, now: number): boolean {
  return item.waivedUntil !== null && Date.parse(item.waivedUntil) > now;
}

/** Whether an item counts in a denominator, at `now` (milliseconds since 1970). */
function counts(item: Item, now: number): boolean {
  return item.claim !== "not_applicable" && !isWaived(item, now);
}

/** How each heading stands, by id: its own items and those of all headings below it. */
export function countByHeading(
  headings: readonly Heading[],
  items: readonly Item[],
  now: number,
): Map<string, Counts> {
  const parents = new Map(headings.map((heading) => [heading.id, heading.parentId]));
  const sums = new Map(headings.map(({ id }) => [id, { total: 0, counting: 0, done: 0 }]));
  for (const item of items) {
    const counting = counts(item, now);
    for (let id: string | null = item.groupId; id; id = parents.get(id) ?? null) {
      const sum = sums.get(id);
      if (!sum) break;
      sum.total += 1;
      if (!counting) continue;
      sum.counting += 1;
      if (countedClaim(item, now) === "done") sum.done += 1;
    }
  }
  return sums;
}

/** The checklist as lines from top to bottom. Headings come in order, items in theirs. */
export function flatten(
  headings: readonly Heading[],
  items: readonly Item[],
  { collapsed, hideEmpty, addingTo }: OutlineOptions,
): Row[] {
  const children = Map.groupBy(headings, ({ parentId }) => parentId);
  const byGroup = Map.groupBy(items, ({ groupId }) => groupId);
  const rows: Row[] = [];

  function visit(heading: Heading): void {
    const start = rows.length;
    const open = !(heading.level === "phase" && collapsed.has(heading.code));
    const level = levels[heading.level];
    rows.push({ kind: "heading", key: heading.id, heading, level, open });
    const own = byGroup.get(heading.id) ?? [];
    if (open) {
      own.forEach((item, index) =>
        rows.push({
          kind: "item",
          key: item.id,
          item,
          position: index + 1,
          siblings: own.length,
        }),
      );
      if (addingTo === heading.id) {
        rows.push({ kind: "add", key: `add-${heading.id}`, groupId: heading.id });
      }
      children.get(heading.id)?.forEach(visit);
    }
    const empty = open ? rows.length === start + 1 : !holdsAny(heading.id, children, byGroup);
    if (empty && hideEmpty) rows.length = start;
  }

  children.get(null)?.forEach(visit);
  return rows;
}

function holdsAny(
  id: string,
  children: Map<string | null, Heading[]>,
  byGroup: Map<string, Item[]>,
): boolean {
  if (byGroup.has(id)) return true;
  return (children.get(id) ?? []).some((child) => holdsAny(child.id, children, byGroup));
}

/** The rows of the headings above each row: at `index`, the section's and the group's position. */
export function headingsAbove(rows: readonly Row[], index: number): number[] {
  const found: number[] = [];
  let below = 4;
  for (let at = Math.min(index, rows.length - 1); at >= 0 && below > 1; at -= 1) {
    const row = rows[at];
    if (row?.kind !== "heading" || row.level >= below) continue;
    found.unshift(at);
    below = row.level;
  }
  return found;
}

/**
 * The headings that stick above the row at `index`, outermost first: those of the last item up to
 * there, so that a heading which is just passing behind them does not show twice.
 */
export function stickyRows(
  rows: readonly Row[],
  index: number,
  levels: readonly number[],
): number[] {
  let at = Math.min(index, rows.length - 1);
  while (at >= 0 && rows[at]?.kind === "heading") at -= 1;
  return headingsAbove(rows, at).filter((each) => {
    const row = rows[each];
    return row?.kind === "heading" && levels.includes(row.level);
  });
}
