import { z } from "zod";
import { authorizationOf } from "#lib/integrations/authorization.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { Reader } from "#lib/integrations/reader.ts";
import type { Config, Credentials } from "./config.ts";
import { quote } from "./promql.ts";

/** One series of an instant result; the value may be NaN or infinite. */
export type Sample = { labels: Record<string, string>; value: number };

export type QueryResult = { kind: "vector" | "scalar" | "matrix" | "string"; samples: Sample[] };

export type Rule = z.infer<typeof rule>;
export type Target = z.infer<typeof target>;
export type Alert = z.infer<typeof alert>;

/** Prometheus's HTTP interface, for one run. Everything may throw ProviderError. */
export type PrometheusSource = {
  config: Config;
  reader: Reader;
  /** The version it says it is. */
  version: () => Promise<string>;
  /** The present result of a PromQL expression, whatever its kind. */
  evaluate: (promql: string) => Promise<QueryResult>;
  /** The same where an instant vector or a number is wanted. */
  query: (promql: string) => Promise<Sample[]>;
  alertRules: () => Promise<Rule[]>;
  /** Expressions by the name that they are recorded under. */
  recordedExpressions: () => Promise<Map<string, string[]>>;
  activeTargets: () => Promise<Target[]>;
  alertmanagers: () => Promise<string[]>;
  alerts: () => Promise<Alert[]>;
  /** Which of these metrics Prometheus has ever had, as far back as it keeps any. */
  metricNames: (wanted: readonly string[]) => Promise<Set<string>>;
};

const texts = z.record(z.string(), z.string());
const point = z.tuple([z.number(), z.string()]);
const series = z.looseObject({ metric: texts, value: point.optional() });
const result = z.discriminatedUnion("resultType", [
  z.looseObject({ resultType: z.literal("vector"), result: z.array(series) }),
  z.looseObject({ resultType: z.literal("scalar"), result: point }),
  z.looseObject({ resultType: z.literal("matrix") }),
  z.looseObject({ resultType: z.literal("string") }),
]);
const rule = z.looseObject({
  name: z.string(),
  query: z.string(),
  health: z.string(),
  type: z.string(),
  /** Seconds for which it has to hold; alerting rules only. */
  duration: z.number().default(0),
  labels: texts.default({}),
  annotations: texts.default({}),
  lastError: z.string().optional(),
});
const group = z.looseObject({ rules: z.array(rule) });
const target = z.looseObject({
  labels: texts,
  health: z.string(),
  lastError: z.string(),
  lastScrape: z.string(),
});
const alert = z.looseObject({
  labels: texts,
  annotations: texts,
  state: z.string(),
  activeAt: z.string().optional(),
});
const alertmanager = z.looseObject({ url: z.string() });
const success = <T extends z.ZodType>(data: T) =>
  z.looseObject({ status: z.literal("success"), data });

/** Calls nobody yet. */
export function openPrometheus(
  config: Config,
  credentials: Credentials,
  reader: Reader,
): PrometheusSource {
  const headers = authorizationOf({ user: config.user, ...credentials });
  const base = config.url.replace(/\/+$/, "");
  const get = async <T extends z.ZodType>(path: string, data: T): Promise<z.infer<T>> => {
    const answer = await reader.json(`${base}/api/v1/${path}`, success(data), { headers });
    return answer.data as z.infer<T>;
  };
  const rulesOf = async (type: "alert" | "record"): Promise<Rule[]> => {
    const shape = z.looseObject({ groups: z.array(group) });
    // Alerts of the rules may be many and are not asked for here; old versions ignore the wish.
    const { groups } = await get(`rules?type=${type}&exclude_alerts=true`, shape);
    return groups.flatMap(({ rules }) => rules);
  };
  const evaluate = async (promql: string): Promise<QueryResult> =>
    toResult(await get(`query?query=${encodeURIComponent(promql)}`, result));

  return {
    config,
    reader,
    version: async () =>
      (await get("status/buildinfo", z.looseObject({ version: z.string() }))).version,
    evaluate,
    query: async (promql) => {
      const { kind, samples } = await evaluate(promql);
      if (kind === "vector" || kind === "scalar") return samples;
      throw new ProviderError("query_refused", `A vector or a number is wanted, not a ${kind}.`);
    },
    alertRules: () => rulesOf("alert"),
    recordedExpressions: async () => {
      const recorded = new Map<string, string[]>();
      for (const { name, query } of await rulesOf("record")) {
        recorded.set(name, [...(recorded.get(name) ?? []), query]);
      }
      return recorded;
    },
    activeTargets: async () =>
      (await get("targets?state=active", z.looseObject({ activeTargets: z.array(target) })))
        .activeTargets,
    alertmanagers: async () => {
      const shape = z.looseObject({ activeAlertmanagers: z.array(alertmanager) });
      return (await get("alertmanagers", shape)).activeAlertmanagers.map(({ url }) => url);
    },
    alerts: async () => (await get("alerts", z.looseObject({ alerts: z.array(alert) }))).alerts,
    metricNames: async (wanted) => {
      const matches = wanted.map((name) => ["match[]", `{__name__=${quote(name)}}`]);
      const query = new URLSearchParams(matches).toString();
      return new Set(await get(`label/__name__/values?${query}`, z.array(z.string())));
    },
  };
}

function toResult(data: z.infer<typeof result>): QueryResult {
  const kind = data.resultType;
  if (data.resultType === "scalar") {
    return { kind, samples: [{ labels: {}, value: toNumber(data.result[1]) }] };
  }
  if (data.resultType !== "vector") return { kind, samples: [] };
  // A series without a value is a native histogram, which is no number.
  const samples = data.result.flatMap(({ metric, value }) =>
    value ? [{ labels: metric, value: toNumber(value[1]) }] : [],
  );
  return { kind, samples };
}

function toNumber(text: string): number {
  const infinite = /^([+-]?)Inf$/.exec(text);
  if (infinite) return infinite[1] === "-" ? -Infinity : Infinity;
  return Number(text);
}
