import { z } from "zod";
import { judge, unknown } from "#lib/integrations/finding.ts";
import { defineCheck, type Facts, type Finding } from "#lib/integrations/provider.ts";
import { alertsOf, listOfProject, type SentrySource, unlessOlder } from "./source.ts";

const SHOWN = 10;
const names = (found: readonly { name: string }[]): string[] =>
  found.slice(0, SHOWN).map(({ name }) => name);

/** Passes with one that is good. Of lists that were not read to their end, nothing is missing for sure. */
function anyOf(good: readonly unknown[], whole: boolean, seen: Facts, limit?: Facts): Finding {
  return good.length === 0 && !whole
    ? unknown("no_data", seen)
    : judge(good.length > 0, seen, limit);
}

export const enabledWithAction = defineCheck({
  settings: z.strictObject({}),
  needs: ["alerts:read"],
  run: async (source: SentrySource) => {
    const { items: alerts, whole } = await alertsOf(source);
    const good = alerts.filter(({ enabled, actions }) => enabled && actions.length > 0);
    return anyOf(good, whole, { alerts: alerts.length, enabled_with_action: names(good) });
  },
});

export const highPriorityToPager = defineCheck({
  settings: z.strictObject({
    pagerActions: z.array(z.string()).default(["pagerduty", "opsgenie", "slack"]),
  }),
  needs: ["alerts:read"],
  run: async (source: SentrySource, { pagerActions: pagers }) => {
    const { items: alerts, whole } = await alertsOf(source);
    const urgent = alerts.filter(({ enabled, onHighPriority }) => enabled && onHighPriority);
    const good = urgent.filter(({ actions }) => actions.some((each) => pagers.includes(each)));
    const seen = {
      alerts: alerts.length,
      on_high_priority: names(urgent),
      actions: [...new Set(urgent.flatMap(({ actions }) => actions))].slice(0, SHOWN),
    };
    return anyOf(good, whole, seen, { actions: pagers });
  },
});

const query = z.looseObject({ dataset: z.string().optional() });
const detector = z.looseObject({
  name: z.string(),
  type: z.string(),
  enabled: z.boolean(),
  dataSources: z
    .array(query.extend({ queryObj: z.looseObject({ snubaQuery: query.nullish() }).nullish() }))
    .nullable(),
  conditionGroup: z
    .looseObject({
      conditions: z
        .array(
          z.looseObject({
            comparison: z.unknown().optional(),
            conditionResult: z.unknown().optional(),
          }),
        )
        .default([]),
    })
    .nullable(),
});
type Detector = z.infer<typeof detector>;

/** Whether it counts errors and has a figure from which on it reports them. */
function watchesErrors({ type, enabled, dataSources, conditionGroup }: Detector): boolean {
  const onErrors = (dataSources ?? []).some(
    ({ dataset, queryObj }) => (queryObj?.snubaQuery?.dataset ?? dataset) === "events",
  );
  const threshold = (conditionGroup?.conditions ?? []).some(
    // A result of 0 says when it is over.
    ({ comparison, conditionResult }) => typeof comparison === "number" && conditionResult !== 0,
  );
  return enabled && type === "metric_issue" && onErrors && threshold;
}

export const errorThreshold = defineCheck({
  settings: z.strictObject({}),
  needs: ["alerts:read"],
  run: async (source: SentrySource) => {
    const detectors = await unlessOlder(() =>
      listOfProject(source, "detectors", z.array(detector)),
    );
    const monitors = (detectors?.items ?? []).filter(watchesErrors);
    if (monitors.length > 0) return judge(true, { monitors: names(monitors) });
    const alerts = await alertsOf(source);
    const counting = alerts.items.filter(
      ({ enabled, eventCount }) => enabled && eventCount !== null && eventCount > 0,
    );
    const whole = alerts.whole && (detectors?.whole ?? true);
    return anyOf(counting, whole, { monitors: [], alerts: names(counting) });
  },
});
