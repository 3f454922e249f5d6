import { z } from "zod";
import { defineSignal, type SignalReading, type SignalRow } from "#lib/integrations/provider.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { Alert, PrometheusSource, Sample, Target } from "./client.ts";
import { withWords } from "./promql.ts";
import { nameOf } from "./query-check.ts";

const MOST_SERIES = 20;
const MOST_ROWS = 50;

export const signals = {
  /** A free question: a number, or a vector as one line for each series. */
  query: defineSignal({
    params: z.strictObject({ query: z.string().min(1).max(2_000) }),
    needs: ["query"],
    read: async (source: PrometheusSource, { query }) => {
      const samples = await source.query(withWords(query, source.config));
      return toReading(samples.filter(({ value }) => Number.isFinite(value)));
    },
  }),

  /** The alerts that fire now; the value is how many. */
  alerts: defineSignal({
    params: z.strictObject({}),
    needs: ["rules"],
    read: async (source: PrometheusSource) => {
      const firing = (await source.alerts()).filter(({ state }) => state === "firing");
      return { value: firing.length, rows: firing.slice(0, MOST_ROWS).map(alertRow) };
    },
  }),

  /** The targets of the job, all without one; the value is how many are not up. */
  targets: defineSignal({
    params: z.strictObject({}),
    needs: ["targets"],
    read: async (source: PrometheusSource) => {
      const { job } = source.config;
      const own = (await source.activeTargets()).filter(
        ({ labels }) => job === "" || labels.job === job,
      );
      if (job !== "" && own.length === 0) throw new ProviderError("not_found", `job ${job}`);
      const down = own.filter(({ health }) => health !== "up");
      const sorted = [...down, ...own.filter(({ health }) => health === "up")];
      return { value: down.length, rows: sorted.slice(0, MOST_ROWS).map(targetRow) };
    },
  }),
};

function toReading(samples: Sample[]): SignalReading {
  const [first] = samples;
  if (!first) return { value: null };
  if (samples.length === 1) return { value: first.value };
  const series = samples.slice(0, MOST_SERIES).map(({ labels, value }) => ({
    name: nameOf(labels),
    value,
  }));
  return { value: null, series };
}

function alertRow({ labels, annotations, activeAt }: Alert): SignalRow {
  const detail = annotations.summary ?? annotations.description;
  return {
    title: labels.alertname ?? "",
    state: labels.severity === "critical" ? "fail" : "warn",
    ...(detail ? { detail: detail.slice(0, 300) } : {}),
    ...(activeAt ? { at: activeAt } : {}),
  };
}

const TARGET_STATES: Record<string, SignalRow["state"]> = { up: "pass", down: "fail" };

const targetRow = ({ labels, health, lastError, lastScrape }: Target): SignalRow => ({
  title: `${labels.job ?? ""} ${labels.instance ?? ""}`.trim(),
  state: TARGET_STATES[health] ?? "unknown",
  ...(lastError ? { detail: lastError.slice(0, 300) } : {}),
  at: lastScrape,
});
