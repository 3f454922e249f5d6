import type { Widget } from "#lib/widgets/contract.ts";

const COLUMNS = [
  "",
  "",
  "sm:col-span-2",
  "sm:col-span-2 lg:col-span-3",
  "sm:col-span-2 lg:col-span-4",
];
const ROWS = ["", "row-span-1", "row-span-2", "row-span-3"];

/**
 * Four columns on a desktop, two on a tablet, one on a phone; rows of one height. Small widgets fill the
 * holes that large ones leave.
 */
export const gridStyle =
  "grid grid-flow-row-dense auto-rows-[9.5rem] grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2 lg:grid-cols-4";

/** The cells of the grid that a widget takes. */
export function cellStyle({ width, height }: Pick<Widget, "width" | "height">): string {
  return `min-w-0 ${COLUMNS[width] ?? ""} ${ROWS[height] ?? ""}`;
}
