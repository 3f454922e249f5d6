import { z } from "zod";
import { judge, unknown } from "#lib/integrations/finding.ts";
import { defineCheck, type Facts } from "#lib/integrations/provider.ts";
import type { PrometheusSource } from "./client.ts";
import { every, noResult, queryCheck, selectFor, shown } from "./query-check.ts";
import { declared, label, metric } from "./settings.ts";

const HOUR = 3_600;
const DAY = 86_400;

const ages = z.strictObject({
  metric: metric("pgbackrest_backup_since_last_completion_seconds"),
  storeLabel: label("stanza"),
  timestampMetric: metric("velero_backup_last_successful_timestamp"),
  /** The store that the time of the last success is about. */
  timestampStore: z.string().min(1).max(100).default("velero"),
  stores: declared(),
  mostAgeHours: z.number().positive().default(26),
});

export const backupChecks = {
  "backup.age-below-26h": defineCheck({
    settings: ages,
    needs: ["query"],
    run: async (source: PrometheusSource, settings) => {
      const { metric: name, storeLabel, timestampMetric, timestampStore, stores } = settings;
      if (stores.length === 0) return unknown("not_declared", {}, "stores");
      const select = selectFor("all", source, settings);
      const [byStore, bySuccess] = await Promise.all([
        source.query(`min by (${storeLabel}) (${select(name)})`),
        source.query(`time() - max(${select(timestampMetric)})`),
      ]);
      const found = new Map(byStore.map(({ labels, value }) => [labels[storeLabel] ?? "", value]));
      for (const { value } of bySuccess) found.set(timestampStore, value);
      if (found.size === 0) return noResult(source, "all", select, select(name), "fail");
      const limit = settings.mostAgeHours * HOUR;
      const age = (store: string) => found.get(store) ?? Number.NaN;
      const seen = stores.map((store) => [store, found.has(store) ? shown(age(store)) : null]);
      return judge(
        stores.every((store) => age(store) < limit),
        Object.fromEntries(seen) as Facts,
        { seconds_below: limit },
      );
    },
  }),

  "backup.full-age-below-8d": queryCheck({
    settings: z.strictObject({
      metric: metric("pgbackrest_backup_since_last_completion_seconds"),
      storeLabel: label("stanza"),
      mostDays: z.number().positive().default(8),
    }),
    scope: "all",
    query: (select, { metric: name, storeLabel }) =>
      `max by (${storeLabel}) (${select(name, ["backup_type", "=", "full"])})`,
    subject: (select, settings) => select(settings.metric, ["backup_type", "=", "full"]),
    missing: "no_data",
    judge: (samples, { mostDays }) =>
      every(samples, (age) => age <= mostDays * DAY, { seconds_at_most: mostDays * DAY }),
  }),

  "backup.no-page-errors": queryCheck({
    settings: z.strictObject({ metric: metric("pgbackrest_backup_error_status") }),
    scope: "all",
    query: (select, settings) => `max(${select(settings.metric)})`,
    subject: (select, settings) => select(settings.metric),
    missing: "no_data",
    judge: (samples) => every(samples, (errors) => errors === 0, { errors: 0 }),
  }),
};
