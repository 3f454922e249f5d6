import { z } from "zod";
import { defineSignal, type SignalRow } from "#lib/integrations/provider.ts";
import { type OnCall, onCallsOf, type PagerDutySource, policyOf } from "./source.ts";

const ROWS = 50;

function personRow({ escalation_level: level, user, schedule, end }: OnCall): SignalRow[] {
  if (!user) return [];
  return [
    {
      title: user.summary ?? user.id,
      state: "pass",
      detail: [level, schedule?.summary].filter(Boolean).join(" · "),
      ...(user.html_url ? { url: user.html_url } : {}),
      ...(end ? { at: end } : {}),
    },
  ];
}

/** Who is on call, by level; the value is how many are at the first one. */
export const onCall = defineSignal({
  params: z.strictObject({}),
  needs: ["oncalls"],
  read: async (source: PagerDutySource) => {
    const found = await onCallsOf(source, await policyOf(source));
    const first = found.filter(({ escalation_level: level, user }) => level === 1 && user);
    return {
      value: new Set(first.map(({ user }) => user?.id)).size,
      rows: found.flatMap(personRow).slice(0, ROWS),
    };
  },
});

const incidents = z.looseObject({
  total: z.number().nullish(),
  incidents: z.array(
    z.looseObject({
      title: z.string().nullish(),
      summary: z.string().nullish(),
      status: z.string(),
      urgency: z.string().nullish(),
      html_url: z.string().nullish(),
      created_at: z.string().nullish(),
    }),
  ),
});

/** The incidents of the service that are not resolved; the value is how many. */
export const openIncidents = defineSignal({
  params: z.strictObject({}),
  needs: ["incidents"],
  read: async (source: PagerDutySource) => {
    const { total, incidents: found } = await source.get("incidents", incidents, [
      ["service_ids[]", source.service],
      ["statuses[]", "triggered"],
      ["statuses[]", "acknowledged"],
      ["limit", String(ROWS)],
      ["total", "true"],
    ]);
    return {
      value: total ?? found.length,
      rows: found.map(({ title, summary, status, urgency, html_url, created_at }): SignalRow => ({
        title: title ?? summary ?? "?",
        state: status === "triggered" ? "fail" : "warn",
        detail: [status, urgency].filter(Boolean).join(" · "),
        ...(html_url ? { url: html_url } : {}),
        ...(created_at ? { at: created_at } : {}),
      })),
    };
  },
});
