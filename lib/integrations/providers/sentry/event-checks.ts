import { z } from "zod";
import { judge, unknown } from "#lib/integrations/finding.ts";
import { defineCheck } from "#lib/integrations/provider.ts";
import { ofProject, projectOf, projectPath, type SentrySource } from "./source.ts";

export const dataScrubberOn = defineCheck({
  settings: z.strictObject({}),
  needs: ["project:read"],
  run: async (source: SentrySource) => {
    const { dataScrubber, dataScrubberDefaults } = await projectOf(source);
    const seen = {
      dataScrubber: dataScrubber ?? null,
      dataScrubberDefaults: dataScrubberDefaults ?? null,
    };
    if (dataScrubber === undefined || dataScrubberDefaults === undefined) {
      return unknown("no_permission", seen, "project:read");
    }
    return judge(dataScrubber && dataScrubberDefaults, seen);
  },
});

export const firstEvent = defineCheck({
  settings: z.strictObject({}),
  needs: ["project:read"],
  run: async (source: SentrySource) => {
    const { firstEvent: at = null } = await projectOf(source);
    return judge(at !== null, { firstEvent: at });
  },
});

const QUANTITY = "sum(quantity)";
const stats = z.looseObject({
  groups: z.array(z.looseObject({ totals: z.record(z.string(), z.number().nullable()) })),
});

/** How many errors of the project Sentry has accepted in a period such as `30d`. */
export async function acceptedErrors(source: SentrySource, statsPeriod: string): Promise<number> {
  const { groups } = await ofProject(source, "stats_v2", stats, {
    ...{ category: "error", outcome: "accepted", statsPeriod },
    ...{ field: QUANTITY, groupBy: "outcome" },
  });
  return groups.reduce((sum, { totals }) => sum + (totals[QUANTITY] ?? 0), 0);
}

export const acceptedRecently = defineCheck({
  settings: z.strictObject({
    withinDays: z.number().int().min(1).max(90).default(30),
    leastEvents: z.number().int().min(1).default(1),
  }),
  needs: ["org:read"],
  run: async (source: SentrySource, { withinDays, leastEvents }) => {
    const accepted = await acceptedErrors(source, `${withinDays}d`);
    return judge(
      accepted >= leastEvents,
      { accepted },
      { at_least: leastEvents, days: withinDays },
    );
  },
});

const event = z.looseObject({
  contexts: z
    .looseObject({ trace: z.looseObject({ trace_id: z.string().nullish() }).nullish() })
    .nullish(),
});

export const traceContextPresent = defineCheck({
  settings: z.strictObject({ newestEvents: z.number().int().min(1).max(20).default(5) }),
  needs: ["event:read"],
  run: async (source: SentrySource, { newestEvents }) => {
    const events = await source.get(`${projectPath(source)}/events`, z.array(event), {
      ...{ full: "true", statsPeriod: "7d", per_page: newestEvents },
    });
    const looked = events.slice(0, newestEvents);
    const traced = looked.filter(({ contexts }) => contexts?.trace?.trace_id).length;
    const seen = { events: looked.length, with_trace_id: traced };
    if (looked.length === 0) return unknown("no_data", seen);
    return judge(traced === looked.length, seen, { newestEvents });
  },
});
