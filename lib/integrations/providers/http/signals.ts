import { z } from "zod";
import { defineSignal, type Preset, type Signal, type SignalReading } from "../../provider.ts";
import { ProviderError } from "../../provider-error.ts";
import { refusalOf } from "../../refusal.ts";
import { dependenciesOf } from "./dependencies.ts";
import { statusFinding } from "./health-checks.ts";
import { addressOf, ask, type HttpSource, objectOf, timedPage } from "./http-source.ts";
import { readMetrics } from "./metrics-checks.ts";
import { lookAtTls } from "./transport-checks.ts";

const HEALTHY = { goodStatuses: ["ok", "pass", "up", "healthy"], withinSeconds: 5 };
const MOST_SERIES = 20;
const MOST_ROWS = 50;

/** 1 when the health page says that all is well, else 0; also when nobody answers. */
async function availability(source: HttpSource): Promise<SignalReading> {
  try {
    const { verdict } = await statusFinding(source, source.config.healthPath, HEALTHY);
    return { value: verdict === "pass" ? 1 : 0 };
  } catch (error) {
    const isDown =
      error instanceof ProviderError && ["unreachable", "timeout"].includes(error.reason);
    if (!isDown) throw error;
    return { value: 0, unanswered: { reason: error.reason, detail: error.detail } };
  }
}

export const httpSignals: Record<string, Signal<HttpSource>> = {
  availability: defineSignal({
    params: z.strictObject({}),
    read: availability,
  }),

  response_time: defineSignal({
    params: z.strictObject({ page: z.enum(["health", "ready", "front"]).default("health") }),
    read: async (source: HttpSource, { page }) => {
      const { baseUrl, healthPath, readyPath, frontPath } = source.config;
      const path = { health: healthPath, ready: readyPath, front: frontPath }[page];
      const timed = await timedPage(source, addressOf(baseUrl, path));
      if (timed.error) throw timed.error;
      return { value: timed.seconds };
    },
  }),

  certificate_days: defineSignal({
    params: z.strictObject({}),
    read: async (source: HttpSource) => ({ value: (await lookAtTls(source)).daysLeft }),
  }),

  dependencies: defineSignal({
    params: z.strictObject({}),
    needs: ["ready"],
    read: async (source: HttpSource) => {
      const answer = await ask(source, addressOf(source.config.baseUrl, source.config.readyPath));
      const listed = dependenciesOf(objectOf(answer.text));
      // A page that is not ready says so with 503, and lists why.
      const refusal = listed.length === 0 ? refusalOf(answer) : null;
      if (refusal) throw refusal;
      return {
        value: listed.length === 0 ? null : listed.filter(({ isUp }) => !isUp).length,
        rows: listed.slice(0, MOST_ROWS).map(({ name, status, isUp }) => ({
          title: name,
          state: isUp ? ("pass" as const) : ("fail" as const),
          detail: status,
        })),
      };
    },
  }),

  metric: defineSignal({
    params: z.strictObject({
      metricName: z
        .string()
        .trim()
        .regex(/^[A-Za-z_:][\w:]*$/)
        .max(200),
      labels: z
        .array(
          z
            .string()
            .regex(/^[A-Za-z_]\w*=/)
            .max(500),
        )
        .max(10)
        .default([]),
    }),
    read: async (source: HttpSource, { metricName, labels }) => {
      const wanted = labels.map((line) => [line.split("=")[0] ?? "", line.replace(/^\w+=/, "")]);
      const { samples } = await readMetrics(source);
      const fitting = samples.filter(
        ({ name, labels: own, value }) =>
          name === metricName &&
          Number.isFinite(value) &&
          wanted.every(([label = "", text]) => own[label] === text),
      );
      const sum = fitting.reduce((total, { value }) => total + value, 0);
      const series = fitting.slice(0, MOST_SERIES).map(({ labels: own, value }) => ({
        name: Object.entries(own)
          .map((pair) => pair.join("="))
          .join(", "),
        value,
      }));
      return {
        value: fitting.length === 0 ? null : sum,
        ...(fitting.length > 1 ? { series } : {}),
      };
    },
  }),
};

export const httpPresets: readonly Preset[] = [
  {
    name: "availability",
    signal: "availability",
    params: {},
    kind: "status",
    unit: "",
    failAt: 0.5,
    lowIsBad: true,
  },
  {
    ...{ name: "certificate_expiry", signal: "certificate_days", params: {}, kind: "number" },
    ...{ unit: "days", warnAt: 21, failAt: 7, lowIsBad: true },
  },
  {
    ...{ name: "response_time", signal: "response_time", params: { page: "health" } },
    ...{ kind: "series", unit: "s", warnAt: 1, failAt: 2 },
  },
];
