import { z } from "zod";
import { judge, unknown } from "#lib/integrations/finding.ts";
import { defineCheck } from "#lib/integrations/provider.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { PrometheusSource } from "./client.ts";
import { selectFor } from "./query-check.ts";
import { declared, duration, job, OWN_JOB } from "./settings.ts";

export const presenceChecks = {
  "targets.up": defineCheck({
    settings: z.strictObject({ job }),
    needs: ["targets"],
    run: async (source: PrometheusSource, settings) => {
      const wanted = settings.job === OWN_JOB ? source.config.job : settings.job;
      if (wanted === "") throw new ProviderError("not_declared", "job");
      const all = await source.activeTargets();
      const own = all.filter(({ labels }) => labels.job === wanted);
      const notUp = own.filter(({ health }) => health !== "up");
      const seen = {
        job: wanted,
        targets: own.length,
        not_up: notUp.slice(0, 10).map(({ labels }) => labels.instance ?? ""),
        error: notUp[0]?.lastError.slice(0, 200) ?? null,
      };
      // Of a target that has just been found, Prometheus knows nothing before its first scrape.
      const isNew = notUp.length > 0 && notUp.every(({ health }) => health === "unknown");
      return isNew ? unknown("no_data", seen) : judge(own.length > 0 && notUp.length === 0, seen);
    },
  }),

  "metric.declared-business-metrics": defineCheck({
    settings: z.strictObject({ metrics: declared(), window: duration("24h") }),
    needs: ["query"],
    run: async (source: PrometheusSource, settings) => {
      const { metrics, window } = settings;
      if (metrics.length === 0) return unknown("not_declared", {}, "metrics");
      const select = selectFor("all", source, settings);
      const known = await source.metricNames(metrics);
      const lacking = await Promise.all(
        metrics.map(async (name) => {
          if (!known.has(name)) return `${name}: unknown`;
          const recent = await source.query(`count(last_over_time(${select(name)}[${window}]))`);
          return recent.some(({ value }) => value > 0) ? [] : `${name}: no samples`;
        }),
      );
      const missing = lacking.flat();
      return judge(
        missing.length === 0,
        { present: metrics.length - missing.length, missing: missing.slice(0, 20) },
        { metrics: metrics.length, window },
      );
    },
  }),
};
