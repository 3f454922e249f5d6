import { z } from "zod";
import { judge } from "#lib/integrations/finding.ts";
import { defineCheck, type Check, type Facts } from "#lib/integrations/provider.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { AlertmanagerSource } from "./client.ts";
import { destinationsOf, kindsOf, usedReceivers, type Receiver } from "./routing.ts";

const SECONDS: Record<string, number> = {
  ...{ ms: 0.001, s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800, y: 31_536_000 },
};
/** What Alertmanager does where the root route says nothing. */
const DEFAULT_REPEAT = "4h";

/** Passes when a receiver that a route uses has what is wanted. */
function receiverCheck(
  kinds: string[],
  hasIt = (receiver: Receiver, wanted: string[]) =>
    kindsOf(receiver).some((kind) => wanted.includes(kind)),
): Check<AlertmanagerSource> {
  return defineCheck({
    settings: z.strictObject({}),
    needs: ["config"],
    run: async (source: AlertmanagerSource) => {
      const used = usedReceivers(await source.routing());
      const found = used.filter((receiver) => hasIt(receiver, kinds));
      return judge(found.length > 0, seenOf(used), { one_of: kinds });
    },
  });
}

export const checks = {
  "route.critical-reaches-pager": defineCheck({
    settings: z.strictObject({
      /** The labels of an alert that has to reach somebody. */
      alertLabels: z.array(z.string().min(3).max(200)).max(20).default(["severity=critical"]),
      receiverKinds: z
        .array(z.string().min(1).max(100))
        .max(20)
        .default(["pagerduty_configs", "slack_configs", "opsgenie_configs"]),
    }),
    needs: ["config"],
    run: async (source: AlertmanagerSource, { alertLabels, receiverKinds }) => {
      const { route, receivers } = await source.routing();
      const labels = Object.fromEntries(alertLabels.map(toPair));
      const names = new Set(destinationsOf(route, labels).map(({ receiver }) => receiver));
      const reached = receivers.filter(({ name }) => names.has(name));
      const rings = reached.some((each) =>
        kindsOf(each).some((kind) => receiverKinds.includes(kind)),
      );
      return judge(rings, seenOf(reached), { labels: alertLabels, one_of: receiverKinds });
    },
  }),

  "route.grouping-and-inhibition": defineCheck({
    settings: z.strictObject({ leastRepeatHours: z.number().positive().default(1) }),
    needs: ["config"],
    run: async (source: AlertmanagerSource, { leastRepeatHours }) => {
      const { route, inhibit_rules: inhibitions } = await source.routing();
      const repeat = route.repeat_interval ?? DEFAULT_REPEAT;
      const groupBy = route.group_by ?? [];
      const passes =
        groupBy.length > 0 &&
        secondsOf(repeat) >= leastRepeatHours * 3_600 &&
        (inhibitions ?? []).length > 0;
      const seen = { group_by: groupBy, repeat_interval: repeat };
      return judge(
        passes,
        { ...seen, inhibit_rules: inhibitions?.length ?? 0 },
        { repeat_hours_at_least: leastRepeatHours },
      );
    },
  }),

  "receiver.chat-configured": receiverCheck(["slack_configs", "discord_configs"]),
  "receiver.pagerduty-configured": receiverCheck(["pagerduty_configs"]),
  "receiver.email-configured": receiverCheck(["email_configs"], hasAddress),
};

function hasAddress(receiver: Receiver): boolean {
  const mails = z.array(z.looseObject({ to: z.string().min(1) })).safeParse(receiver.email_configs);
  return mails.success && mails.data.length > 0;
}

function seenOf(receivers: Receiver[]): Facts {
  return {
    receivers: receivers
      .slice(0, 20)
      .map((each) => `${each.name}: ${kindsOf(each).join(", ") || "nothing"}`),
  };
}

function toPair(line: string): [string, string] {
  const at = line.indexOf("=");
  if (at < 1) throw new ProviderError("not_declared", "alertLabels");
  return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}

/** `1h30m` in seconds. */
function secondsOf(duration: string): number {
  const parts = [...duration.matchAll(/(\d+)(ms|[smhdwy])/g)];
  return parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * (SECONDS[unit ?? ""] ?? 0),
    0,
  );
}
