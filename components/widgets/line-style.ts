const COLOURS = [
  "var(--color-accent-ink)",
  "var(--color-done)",
  "var(--color-waived)",
  "var(--color-stale)",
  "var(--color-progress)",
  "var(--color-fail)",
];
const DASHES = ["", "7 3", "2 3", "9 3 2 3", "5 5", "1 5"];

/** The colour and the pattern of a line; neighbours differ in both. */
export function lineStyle(index: number) {
  const dash = DASHES[index % DASHES.length];
  return {
    stroke: COLOURS[index % COLOURS.length] ?? "currentColor",
    strokeWidth: 1.75,
    ...(dash ? { strokeDasharray: dash } : {}),
  };
}
