/** One line of a page for Prometheus. */
export type Sample = { name: string; labels: Record<string, string>; value: number };

const LINE =
  /^([A-Za-z_:][\w:]*)(?:\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\})?\s+(\S+)(?:\s+-?\d+)?(?:\s+#.*)?$/;
const LABEL = /([A-Za-z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"/g;

/** The samples of a page in the text format of Prometheus or OpenMetrics, and the types it declares. */
export function parseExposition(text: string): { samples: Sample[]; types: Map<string, string> } {
  const samples: Sample[] = [];
  const types = new Map<string, string>();
  for (const raw of text.split("\n")) {
    const line = raw.trim();
    const [, metric, type] = /^# TYPE (\S+) (\w+)/.exec(line) ?? [];
    if (metric && type) types.set(metric, type);
    const [, name, labels = "", value = ""] = line.startsWith("#") ? [] : (LINE.exec(line) ?? []);
    if (name) samples.push({ name, labels: labelsOf(labels), value: numberOf(value) });
  }
  return { samples, types };
}

function labelsOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(LABEL)].map(([, name = "", value = ""]) => [
    name,
    value.replace(/\\(.)/g, (_whole, escaped: string) => (escaped === "n" ? "\n" : escaped)),
  ]);
  return Object.fromEntries(pairs) as Record<string, string>;
}

function numberOf(value: string): number {
  if (/^[+-]?inf$/i.test(value)) return value.startsWith("-") ? -Infinity : Infinity;
  return Number(value);
}
