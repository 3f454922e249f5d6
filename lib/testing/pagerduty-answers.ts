// What PagerDuty answers, for tests of its checks.
import { pagerduty } from "#lib/integrations/providers/pagerduty/provider.ts";
import { openProvider } from "./provider-run.ts";
import { type RecordedServer, startRecordedServer } from "./recorded-answers.ts";

export const reference = (id: string, type: string, summary: string) => ({
  ...{ id, type, summary, self: `https://api.pagerduty.com/${id}`, html_url: `https://acme/${id}` },
});

export const ada = reference("PUSER01", "user_reference", "Ada");
export const bob = reference("PUSER02", "user_reference", "Bob");
export const week = reference("PSCHED1", "schedule_reference", "Primary, weekly");

export const serviceWith = (own: Record<string, unknown> = {}) => ({
  json: {
    service: {
      ...{ id: "PSERV01", type: "service", name: "Shop", status: "active", summary: "Shop" },
      escalation_policy: reference("PPOLICY", "escalation_policy_reference", "Shop"),
      integrations: [],
      ...own,
    },
  },
});

export const onCalls = (...found: [number, object | null, object | null][]) => ({
  json: {
    oncalls: found.map(([level, user, schedule]) => ({
      ...{ escalation_level: level, user, schedule, start: null, end: "2026-11-30T09:00:00Z" },
      escalation_policy: reference("PPOLICY", "escalation_policy_reference", "Shop"),
    })),
    ...{ limit: 100, offset: 0, more: false, total: null },
  },
});

export const policyWith = (...levels: object[][]) => ({
  json: {
    escalation_policy: {
      ...{ id: "PPOLICY", type: "escalation_policy", name: "Shop", num_loops: 2 },
      escalation_rules: levels.map((targets, at) => ({
        ...{ id: `PRULE0${at}`, escalation_delay_in_minutes: 10, targets },
      })),
    },
  },
});

export const contact = (...types: string[]) => ({
  json: { contact_methods: types.map((type) => ({ id: "PCONT01", type, summary: "Mine" })) },
});

/** A PagerDuty with a service, two levels of people who are on call, and no incident. */
export const startPagerDuty = (): Promise<RecordedServer> =>
  startRecordedServer({
    "GET /services/PSERV01": serviceWith(),
    "GET /oncalls": onCalls([1, ada, week], [2, bob, null]),
    "GET /escalation_policies/PPOLICY": policyWith([week], [bob]),
    "GET /users/PUSER01/contact_methods": contact("email_contact_method", "phone_contact_method"),
    "GET /users/PUSER02/contact_methods": contact("sms_contact_method_reference"),
    "GET /alert_grouping_settings": { json: { alert_grouping_settings: [] } },
    "GET /users": { json: { users: [] } },
    "GET /incidents": { json: { incidents: [], total: 0 } },
  });

export const openPagerDuty = (server: RecordedServer, config: Record<string, unknown> = {}) =>
  openProvider(
    pagerduty,
    { baseUrl: server.url, service: "PSERV01", ...config },
    { token: "u+a-very-secret-token" },
  );
