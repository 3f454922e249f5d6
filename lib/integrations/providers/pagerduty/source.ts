import { z } from "zod";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { Reader } from "#lib/integrations/reader.ts";

export const config = z.strictObject({
  /** `https://api.eu.pagerduty.com` for accounts in the EU. */
  baseUrl: z.url({ protocol: /^https?$/ }).default("https://api.pagerduty.com"),
  service: z.string().regex(/^[A-Z0-9]{4,20}$/),
  /** Empty: the one of the service. */
  escalationPolicy: z
    .string()
    .regex(/^([A-Z0-9]{4,20})?$/)
    .default(""),
});

export const credentials = z.strictObject({ token: z.string().min(1) });

export type PagerDutySource = {
  service: string;
  declaredPolicy: string;
  /** Asks for a path with its query. Throws ProviderError. */
  get: <T>(path: string, shape: z.ZodType<T>, query?: [string, string][]) => Promise<T>;
};

/** The client for one run, of one service. */
export function openSource(
  { baseUrl, service, escalationPolicy }: z.infer<typeof config>,
  { token }: z.infer<typeof credentials>,
  reader: Reader,
): PagerDutySource {
  const headers = {
    accept: "application/vnd.pagerduty+json;version=2",
    authorization: `Token token=${token}`,
  };
  return {
    service,
    declaredPolicy: escalationPolicy,
    get: (path, shape, query = []) => {
      const asked = query.length > 0 ? `?${new URLSearchParams(query).toString()}` : "";
      return reader.json(`${baseUrl.replace(/\/+$/, "")}/${path}${asked}`, shape, { headers });
    },
  };
}

export const reference = z.looseObject({
  id: z.string(),
  type: z.string(),
  summary: z.string().nullish(),
  html_url: z.string().nullish(),
});

const service = z.looseObject({
  service: z.looseObject({
    id: z.string(),
    name: z.string(),
    status: z.string(),
    escalation_policy: reference,
    integrations: z
      .array(
        reference.extend({
          name: z.string().nullish(),
          vendor: reference.nullish(),
        }),
      )
      .default([]),
  }),
});
export type Service = z.infer<typeof service>["service"];

/** The service with its integrations. Throws ProviderError. */
export async function serviceOf(source: PagerDutySource): Promise<Service> {
  const query: [string, string][] = [["include[]", "integrations"]];
  return (await source.get(`services/${source.service}`, service, query)).service;
}

/**
 * The id of the escalation policy: the declared one, else the one of the service. Throws ProviderError.
 */
export async function policyOf(source: PagerDutySource): Promise<string> {
  return source.declaredPolicy || (await serviceOf(source)).escalation_policy.id;
}

const oncalls = z.looseObject({
  oncalls: z.array(
    z.looseObject({
      escalation_level: z.number(),
      user: reference.nullish(),
      schedule: reference.nullish(),
      end: z.string().nullish(),
    }),
  ),
  more: z.boolean().nullish(),
});
export type OnCall = z.infer<typeof oncalls>["oncalls"][number];

const PER_PAGE = 100;
const MOST_PAGES = 10;

/** Who is on call by an escalation policy at this moment, the first to be called first. */
export async function onCallsOf(source: PagerDutySource, policy: string): Promise<OnCall[]> {
  const found: OnCall[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await source.get("oncalls", oncalls, [
      ["escalation_policy_ids[]", policy],
      ["limit", String(PER_PAGE)],
      ...(page > 0 ? [["offset", String(page * PER_PAGE)] as [string, string]] : []),
    ]);
    found.push(...answer.oncalls);
    if (!answer.more) return found.toSorted((a, b) => a.escalation_level - b.escalation_level);
  }
  throw new ProviderError("too_large", `oncalls: more than ${found.length}`);
}
