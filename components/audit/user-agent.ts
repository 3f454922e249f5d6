const BROWSERS: readonly [string, RegExp][] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Chrome|HeadlessChrome|CriOS)\//],
  ["Safari", /\bVersion\/.*Safari\//],
];

const SYSTEMS: readonly [string, RegExp][] = [
  ["Windows", /Windows/],
  ["iOS", /iPhone|iPad/],
  ["macOS", /Mac OS X/],
  ["Android", /Android/],
  ["ChromeOS", /CrOS/],
  ["Linux", /Linux/],
];

/** A browser's name and system, short enough for a table; of a program, its own name. */
export function describeUserAgent(userAgent: string): string {
  const find = (list: readonly [string, RegExp][]): string | undefined =>
    list.find(([, pattern]) => pattern.test(userAgent))?.[0];
  const browser = find(BROWSERS);
  if (!browser) return (/^[\w.-]{1,40}/.exec(userAgent)?.[0] ?? userAgent).slice(0, 40);
  return [browser, find(SYSTEMS)].filter(Boolean).join(", ");
}
