import { z } from "zod";
import { judge, unknown } from "#lib/integrations/finding.ts";
import { defineCheck, type Check, type Facts } from "#lib/integrations/provider.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { PrometheusSource } from "./client.ts";
import type { Scope, Select } from "./promql.ts";
import { noResult, selectFor, shown } from "./query-check.ts";
import { declared, duration, job, label, metric } from "./settings.ts";

/** Something that a project says it has, and the most that its value may be. */
type Declared = { name: string; max: number | null };

/**
 * A check that wants a series for each thing that somebody has declared in the setting `field`.
 * One that is missing or above its maximum fails; one that nobody used in the window (NaN) says nothing.
 */
type DeclaredForm<Settings extends z.ZodObject> = {
  settings: Settings;
  scope: Scope;
  field: string & keyof z.infer<Settings>;
  read: (line: string) => Declared;
  query: (select: Select, settings: z.infer<Settings>) => string;
  subject: (select: Select, settings: z.infer<Settings>) => string;
  nameOf: (labels: Record<string, string>, settings: z.infer<Settings>) => string;
};

function declaredCheck<Settings extends z.ZodObject>(
  form: DeclaredForm<Settings>,
): Check<PrometheusSource> {
  return defineCheck({
    settings: form.settings,
    needs: ["query"],
    run: async (source: PrometheusSource, settings) => {
      const wanted = (settings[form.field] as string[]).map(form.read);
      if (wanted.length === 0) return unknown("not_declared", {}, form.field);
      const select = selectFor(form.scope, source, settings);
      const samples = await source.query(form.query(select, settings));
      if (samples.length === 0) {
        return noResult(source, form.scope, select, form.subject(select, settings), "fail");
      }
      const found = new Map(
        samples.map(({ labels, value }) => [form.nameOf(labels, settings), value]),
      );
      return verdictOf(wanted, found);
    },
  });
}

function verdictOf(wanted: Declared[], found: Map<string, number>) {
  const seen: Facts = {};
  const limit: Facts = {};
  for (const { name, max } of wanted) {
    const value = found.get(name);
    seen[name] = value === undefined ? null : shown(value);
    if (max !== null) limit[name] = max;
  }
  const fails = wanted.some(({ name, max }) => {
    const value = found.get(name);
    return value === undefined || (max !== null && value > max);
  });
  const idle = wanted.some(({ name }) => Number.isNaN(found.get(name)));
  if (idle && !fails) return unknown("no_data", seen);
  return judge(!fails, seen, limit);
}

const justName = (line: string): Declared => ({ name: line.trim(), max: null });

/** `client -> server`, with spaces or without. */
function pair(line: string): Declared {
  const [client, server, ...more] = line.split(/->|→/).map((part) => part.trim());
  if (!client || !server || more.length > 0) throw new ProviderError("not_declared", line);
  return { name: `${client} -> ${server}`, max: null };
}

/** A name and the most seconds that it may take: `/orders 0.3`, `/orders 300ms`. */
function withTarget(line: string, readName: (text: string) => Declared = justName): Declared {
  const parts = /^(.*\S)\s+(\d+(?:\.\d+)?)\s*(ms|s)?$/.exec(line.trim());
  if (!parts?.[1]) throw new ProviderError("not_declared", line);
  const seconds = Number(parts[2]) / (parts[3] === "ms" ? 1_000 : 1);
  return { ...readName(parts[1]), max: seconds };
}

const edgeOf = (
  labels: Record<string, string>,
  names: { clientLabel: string; serverLabel: string },
) => `${labels[names.clientLabel] ?? ""} -> ${labels[names.serverLabel] ?? ""}`;

const edgeLabels = { clientLabel: label("client"), serverLabel: label("server") };

export const declaredChecks = {
  "latency.p95-within-target": declaredCheck({
    settings: z.strictObject({
      job,
      metric: metric("http_request_duration_seconds_bucket"),
      routeLabel: label("route"),
      targets: declared(),
      window: duration("5m"),
    }),
    scope: "job",
    field: "targets",
    read: (line) => withTarget(line),
    query: (select, { metric: name, routeLabel, window }) =>
      `histogram_quantile(0.95, sum by (le, ${routeLabel}) (rate(${select(name)}[${window}])))`,
    subject: (select, settings) => select(settings.metric),
    nameOf: (labels, { routeLabel }) => labels[routeLabel] ?? "",
  }),

  "latency.service-to-service-p95": declaredCheck({
    settings: z.strictObject({
      metric: metric("traces_service_graph_request_server_seconds_bucket"),
      ...edgeLabels,
      targets: declared(),
      window: duration("5m"),
    }),
    scope: "all",
    field: "targets",
    read: (line) => withTarget(line, pair),
    query: (select, { metric: name, clientLabel, serverLabel, window }) =>
      `histogram_quantile(0.95, sum by (le, ${clientLabel}, ${serverLabel}) (rate(${select(name)}[${window}])))`,
    subject: (select, settings) => select(settings.metric),
    nameOf: edgeOf,
  }),

  "tracing.service-graph-edges": declaredCheck({
    settings: z.strictObject({
      metric: metric("traces_service_graph_request_total"),
      ...edgeLabels,
      pairs: declared(),
      window: duration("24h"),
    }),
    scope: "all",
    field: "pairs",
    read: pair,
    query: (select, { metric: name, clientLabel, serverLabel, window }) =>
      `count by (${clientLabel}, ${serverLabel}) (increase(${select(name)}[${window}]) > 0)`,
    subject: (select, settings) => select(settings.metric),
    nameOf: edgeOf,
  }),

  "tracing.span-latency-series": declaredCheck({
    settings: z.strictObject({
      metric: metric("traces_spanmetrics_latency_bucket"),
      spanLabel: label("span_name"),
      operations: declared(),
      window: duration("1h"),
    }),
    scope: "all",
    field: "operations",
    read: justName,
    query: (select, { metric: name, spanLabel, window }) =>
      `histogram_quantile(0.95, sum by (le, ${spanLabel}) (rate(${select(name)}[${window}])))`,
    subject: (select, settings) => select(settings.metric),
    nameOf: (labels, { spanLabel }) => labels[spanLabel] ?? "",
  }),

  "metric.feature-usage-series": declaredCheck({
    settings: z.strictObject({
      job,
      metric: metric("feature_used_total"),
      featureLabel: label("feature"),
      features: declared(),
      window: duration("7d"),
    }),
    scope: "job",
    field: "features",
    read: justName,
    query: (select, { metric: name, featureLabel, window }) =>
      `sum by (${featureLabel}) (increase(${select(name)}[${window}]))`,
    subject: (select, settings) => select(settings.metric),
    nameOf: (labels, { featureLabel }) => labels[featureLabel] ?? "",
  }),
};
