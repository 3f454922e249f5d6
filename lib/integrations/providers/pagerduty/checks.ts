import { z } from "zod";
import { judge } from "#lib/integrations/finding.ts";
import { defineCheck } from "#lib/integrations/provider.ts";
import { onCallsOf, type PagerDutySource, policyOf, type Service, serviceOf } from "./source.ts";

export const onCallNow = defineCheck({
  settings: z.strictObject({}),
  needs: ["oncalls"],
  run: async (source: PagerDutySource) => {
    const { status } = await serviceOf(source);
    if (status === "disabled" || status === "maintenance") return judge(false, { status });
    const first = (await onCallsOf(source, await policyOf(source))).filter(
      ({ escalation_level: level, user }) => level === 1 && user,
    );
    const people = new Set(first.map(({ user }) => user?.summary ?? user?.id ?? "?"));
    return judge(people.size > 0, { status, on_call: [...people] });
  },
});

/** `Events API v2` and `events_api_v2_inbound_integration` are the same source. */
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

function namesOf({ type, summary, name, vendor }: Service["integrations"][number]): string[] {
  return [type, summary, name, vendor?.summary].flatMap((each) => (each ? [plain(each)] : []));
}

export const integrationPresent = defineCheck({
  settings: z.strictObject({
    eventSources: z
      .array(z.string().min(2))
      .min(1)
      .default(["Prometheus", "Sentry", "Events API v2"]),
  }),
  run: async (source: PagerDutySource, { eventSources }) => {
    const { integrations } = await serviceOf(source);
    const fits = integrations.filter((each) =>
      eventSources.some((wanted) => namesOf(each).some((name) => name.includes(plain(wanted)))),
    );
    const seen = {
      integrations: integrations.map(({ summary, name, type }) => name ?? summary ?? type),
    };
    return judge(fits.length > 0, seen, { eventSources });
  },
});

const settings = z.looseObject({
  alert_grouping_settings: z.array(
    z.looseObject({
      type: z.string().nullish(),
      services: z.array(z.looseObject({ id: z.string() })).default([]),
    }),
  ),
});

export const alertGroupingOn = defineCheck({
  settings: z.strictObject({
    groupingTypes: z
      .array(z.string())
      .default(["content_based", "intelligent", "time", "content_based_intelligent"]),
  }),
  needs: ["alert_grouping"],
  run: async (source: PagerDutySource, { groupingTypes }) => {
    const { alert_grouping_settings: found } = await source.get(
      "alert_grouping_settings",
      settings,
      [["service_ids[]", source.service]],
    );
    const covering = found.filter(({ services }) =>
      services.some(({ id }) => id === source.service),
    );
    const kinds = covering.flatMap(({ type }) => type ?? []);
    return judge(
      kinds.some((each) => groupingTypes.includes(each)),
      { types: kinds },
      { groupingTypes },
    );
  },
});
