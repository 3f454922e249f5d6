import { clsx } from "clsx";

import type { Row } from "./outline.ts";

/**
 * The columns of a row: selection, claim, code, title, verdict, evidence, assignee, due. Narrow lists
 * put the title on a line of its own; see item-row.tsx for who stands where.
 */
export const itemColumns = clsx(
  "grid grid-cols-[2.75rem_auto_minmax(0,1fr)_auto_auto_auto_auto] items-center",
  "@[40rem]:h-(--row) @[40rem]:grid-cols-[1.5rem_2.75rem_5.75rem_minmax(0,1fr)_2rem_2rem_2.25rem_4.75rem]",
  "@[60rem]:grid-cols-[1.5rem_2.75rem_5.75rem_minmax(0,1fr)_2.75rem_2.5rem_9rem_5.5rem]",
);

/** The columns of a narrow list while items are being selected: the first one is for the boxes. */
export const selectingColumns =
  "@max-[40rem]:grid-cols-[2.75rem_2.75rem_auto_minmax(0,1fr)_auto_auto_auto_auto]";

/** From this width on, in pixels, an item is one line; `40rem` above. */
export const ONE_LINE_FROM = 640;

/** How rows are laid out: `narrow` ones take the lines they need and are measured, `coarse` is for fingers. */
export interface Layout {
  narrow: boolean;
  coarse: boolean;
}

/** A row's height in pixels; in narrow lists an estimate. */
export function rowHeight(row: Row, { narrow, coarse }: Layout): number {
  if (row.kind === "item") return narrow ? 66 : coarse ? 44 : 36;
  if (row.kind === "add") return 56;
  if (row.level === 1) return 52;
  return coarse ? 44 : 36;
}
