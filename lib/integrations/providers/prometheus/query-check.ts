import type { z } from "zod";
import { judge, unknown } from "#lib/integrations/finding.ts";
import { defineCheck, type Check, type Facts, type Finding } from "#lib/integrations/provider.ts";
import type { PrometheusSource, Sample } from "./client.ts";
import { selectIn, type Scope, type Select } from "./promql.ts";
import { OWN_JOB } from "./settings.ts";

/**
 * A check that asks one PromQL expression. What no result means is the same for all of them:
 * - nothing of the project is scraped: `no_data`, because its metrics cannot be there;
 * - `subject` is there but the expression has no result yet, or NaN: `no_data`, such as a rate of
 *   which there is one sample only, or a ratio while nobody calls;
 * - `subject` is not there: as `missing` says. `fail` where the check verifies that somebody measures
 *   this; `absent` where a project may have no such thing (a queue, a cache, a mesh); `no_data` where
 *   it may be measured in another way.
 */
export type QueryForm<Settings extends z.ZodObject> = {
  settings: Settings;
  scope: Scope;
  query: (select: Select, settings: z.infer<Settings>, name: string) => string;
  subject: (select: Select, settings: z.infer<Settings>) => string;
  missing: "fail" | "absent" | "no_data";
  /** The setting that somebody has to fill in first and nobody has. */
  undeclared?: (settings: z.infer<Settings>) => string | null;
  /** Asks once for each existing metric of the pattern, because functions over time mix up names. */
  each?: (settings: z.infer<Settings>) => { pattern: string; window: string };
  /** At least one sample, none of them NaN. */
  judge: (samples: Sample[], settings: z.infer<Settings>) => Finding;
};

const SHOWN = 10;

/**
 * A check that asks one PromQL query and judges its samples; without any, `missing` says what that means.
 */
export function queryCheck<Settings extends z.ZodObject>(
  form: QueryForm<Settings>,
): Check<PrometheusSource> {
  return defineCheck({
    settings: form.settings,
    needs: ["query"],
    run: async (source: PrometheusSource, settings) => {
      const field = form.undeclared?.(settings);
      if (field) return unknown("not_declared", {}, field);
      const select = selectFor(form.scope, source, settings);
      const samples = await samplesOf(form, source, select, settings);
      const numbers = samples.filter(({ value }) => !Number.isNaN(value));
      if (numbers.length > 0) return form.judge(numbers, settings);
      if (samples.length > 0) return unknown("no_data", { result: "NaN" });
      return noResult(source, form.scope, select, form.subject(select, settings), form.missing);
    },
  });
}

/** The selectors of a check, whose settings may name another job than the integration's. */
export function selectFor(
  scope: Scope,
  source: PrometheusSource,
  settings: Record<string, unknown>,
): Select {
  const { job } = settings;
  return selectIn(scope, source.config, typeof job === "string" && job !== OWN_JOB ? job : "");
}

/** What an empty result means: see QueryForm. */
export async function noResult(
  source: PrometheusSource,
  scope: Scope,
  select: Select,
  subject: string,
  missing: "fail" | "absent" | "no_data",
): Promise<Finding> {
  const up = await source.query(`sum(${scope === "job" ? select("up") : "up"})`);
  if (!up.some(({ value }) => value > 0)) return unknown("no_data", { targets_up: 0 });
  const there = await source.query(`count(${subject})`);
  if (there.length > 0) return unknown("no_data", { result: "empty" });
  return missing === "fail" ? judge(false, { series: 0 }) : unknown(missing, { series: 0 });
}

async function samplesOf<Settings extends z.ZodObject>(
  { each, query }: QueryForm<Settings>,
  source: PrometheusSource,
  select: Select,
  settings: z.infer<Settings>,
): Promise<Sample[]> {
  if (!each) return source.query(query(select, settings, ""));
  const { pattern, window } = each(settings);
  const found = await source.query(
    `group by (__name__) (last_over_time(${select(pattern)}[${window}]))`,
  );
  const results = await Promise.all(
    found.slice(0, SHOWN).map(async ({ labels: { __name__: name = "" } }) => {
      const samples = await source.query(query(select, settings, name));
      return samples.map(({ labels, value }) => ({ labels: { __name__: name, ...labels }, value }));
    }),
  );
  return results.flat();
}

/** A number as facts show it: six digits, and words for what JSON has no number for. */
export function shown(value: number): number | string {
  return Number.isFinite(value) ? Number(value.toPrecision(6)) : String(value);
}

/** Samples as facts, by what tells them apart. */
export function seenIn(samples: Sample[]): Facts {
  const [first] = samples;
  if (first && samples.length === 1 && Object.keys(first.labels).length === 0) {
    return { value: shown(first.value) };
  }
  const facts: Facts = { series: samples.length };
  for (const { labels, value } of samples.slice(0, SHOWN)) facts[nameOf(labels)] = shown(value);
  return facts;
}

/** A series by its labels: the metric's name, or `name=value` of each label. */
export function nameOf(labels: Record<string, string>): string {
  const { __name__: metric, ...others } = labels;
  const pairs = Object.entries(others).map(([name, value]) => `${name}=${value}`);
  return [...(metric ? [metric] : []), ...pairs].join(" ").slice(0, 200) || "value";
}

/** Passes when `test` holds for every sample. */
export function every(samples: Sample[], test: (value: number) => boolean, limit?: Facts): Finding {
  return judge(
    samples.every(({ value }) => test(value)),
    seenIn(samples),
    limit,
  );
}
