import type { Comparison } from "./load.ts";
import type { Figures } from "./measure.ts";
import type { Watching } from "./watching.ts";

type Row = {
  what: string;
  measured: string;
  bare: string;
  ratio: string;
  wanted: string;
  ok: boolean;
};

const round = (value: number, digits = 0): string => value.toFixed(digits);

function rate(what: string, figure: Comparison, least: number): Row {
  return {
    what,
    measured: `${round(figure.ours)} /s`,
    bare: `${round(figure.bare)} /s`,
    ratio: `${round(figure.ratio, 2)} ×`,
    wanted: `≥ ${least} ×`,
    ok: figure.ratio >= least,
  };
}

/** The large database against the small one: ratios to the bare floor, so that drift cancels out. */
function growth(what: string, small: Comparison, large: Comparison): Row {
  const kept = large.ratio / small.ratio;
  return {
    what: `${what}, 1,000 projects`,
    measured: `${round(large.ours)} /s`,
    bare: `${round(large.bare)} /s`,
    ratio: `${round(kept, 2)} × small`,
    wanted: "≥ 0.8 ×",
    ok: kept >= 0.8,
  };
}

function most(what: string, value: number, unit: string, limit: number): Row {
  const wanted = `≤ ${limit} ${unit}`;
  return {
    what,
    measured: `${round(value, value < 10 || unit === "KB" ? 1 : 0)} ${unit}`,
    bare: "",
    ratio: "",
    wanted,
    ok: value <= limit,
  };
}

/** Prints all figures as one Markdown table, with what they should be. */
export function printTable(
  small: Figures,
  large: Figures,
  pageKilobytes: number,
  megabytes: number,
  watching: Watching,
): void {
  const rows = [
    rate("claims, 16 clients, 100 projects", small.claims, 0.6),
    rate("claims, 16 clients, one project", small.hotClaims, 0.25),
    rate("GET items (206)", small.items, 0.4),
    most("JavaScript of the checklist page, gzip", pageKilobytes, "KB", 220),
    most("change seen by 100 listeners, p99", small.arrivalMilliseconds, "ms", 300),
    growth("claims", small.claims, large.claims),
    growth("claims, one project", small.hotClaims, large.hotClaims),
    growth("GET items", small.items, large.items),
    most("change seen by 100 listeners, 1,000 projects, p99", large.arrivalMilliseconds, "ms", 300),
    most("memory of the web process afterwards", megabytes, "MB", 400),
    most(`checks behind their time, p95 of ${watching.checks}`, watching.lagSeconds, "s", 5),
    most("one core for 200 projects × 20 checks every 5 min", watching.cpuPercent, "%", 50),
    most("memory of the worker at that, at most", watching.megabytes, "MB", 300),
    most("page with 12 widgets, one request, p95", watching.pageMilliseconds, "ms", 50),
    most("calls to the outside caused by page views", watching.outsideCalls, "", 0),
  ];
  const lines = [
    "| what | measured | bare floor | ratio | wanted | |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows.map(
      (row) =>
        `| ${row.what} | ${row.measured} | ${row.bare} | ${row.ratio} | ${row.wanted} | ${row.ok ? "yes" : "no"} |`,
    ),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
