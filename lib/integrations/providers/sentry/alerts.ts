import { z } from "zod";

/** An alert as both interfaces of Sentry describe it. */
export type Alert = {
  name: string;
  enabled: boolean;
  /** The kinds of its actions that are in force, such as `slack` and `email`. */
  actions: string[];
  /** Raised by what Sentry holds for important. */
  onHighPriority: boolean;
  /** How many events of one issue raise it; null where it does not count them. */
  eventCount: number | null;
};

const condition = z.looseObject({ type: z.string(), comparison: z.unknown().optional() });
const group = z.looseObject({
  conditions: z.array(condition).default([]),
  actions: z
    .array(z.looseObject({ type: z.string().optional(), status: z.string().optional() }))
    .default([]),
});
const workflow = z.looseObject({
  name: z.string(),
  enabled: z.boolean(),
  triggers: group.nullable(),
  actionFilters: z.array(group).nullable(),
});
export const workflows = z.array(workflow);

const counted = z.looseObject({ value: z.coerce.number() });

/** Alerts of servers that know workflows. */
export function workflowsAsAlerts(found: z.infer<typeof workflows>): Alert[] {
  return found.map(({ name, enabled, triggers, actionFilters }) => {
    const groups = [...(triggers ? [triggers] : []), ...(actionFilters ?? [])];
    const conditions = groups.flatMap((each) => each.conditions);
    const counts = conditions
      .filter(({ type }) => type === "event_frequency_count")
      .flatMap(({ comparison }) => counted.safeParse(comparison).data?.value ?? []);
    return {
      name,
      enabled,
      actions: groups.flatMap(({ actions }) =>
        actions.flatMap(({ type, status }) => (type && status === "active" ? [type] : [])),
      ),
      onHighPriority: (triggers?.conditions ?? []).some(
        ({ type }) => type === "new_high_priority_issue",
      ),
      eventCount: counts.length > 0 ? Math.max(...counts) : null,
    };
  });
}

const part = z.looseObject({ id: z.string(), value: z.unknown().optional() });
const rule = z.looseObject({
  name: z.string(),
  status: z.string().optional(),
  snooze: z.boolean().optional(),
  conditions: z.array(part).default([]),
  actions: z.array(part).default([]),
});
export const rules = z.array(rule);

/** Such as `sentry.integrations.slack.notify_action.SlackNotifyServiceAction`. */
const INTEGRATION = /^sentry\.integrations\.(\w+)\./;

/** Issue alert rules, which older servers have, as alerts. */
export function rulesAsAlerts(found: z.infer<typeof rules>): Alert[] {
  return found.map(({ name, status = "active", snooze = false, conditions, actions }) => {
    const counts = conditions
      .filter(({ id }) => id.endsWith(".EventFrequencyCondition"))
      .map(({ value }) => Number(value))
      .filter(Number.isFinite);
    return {
      name,
      enabled: status === "active" && !snooze,
      actions: actions.map(({ id }) => INTEGRATION.exec(id)?.[1] ?? id.split(".").at(-1) ?? id),
      onHighPriority: conditions.some(({ id }) => /HighPriorityIssueCondition$/.test(id)),
      eventCount: counts.length > 0 ? Math.max(...counts) : null,
    };
  });
}
