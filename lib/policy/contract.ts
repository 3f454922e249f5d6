import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { secondFactorRules } from "./choices.ts";

/** Longest times that a policy may allow. */
export const MAX_GRACE_DAYS = 90;
export const MAX_IDLE_MINUTES = 7 * 24 * 60;
export const MAX_ABSOLUTE_HOURS = 30 * 24;
const MAX_ENTRIES = 100;

const DOMAIN =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const addressRange = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

const domain = z
  .string()
  .max(260)
  .transform((value) => value.trim().toLowerCase().replace(/^@/, ""))
  .refine((value) => DOMAIN.test(value), { params: { code: "not_a_domain" } });

const range = z
  .string()
  .max(60)
  .transform((value) => value.trim().toLowerCase())
  .refine((value) => addressRange.safeParse(value).success, {
    params: { code: "not_an_address" },
  });

const unique = (values: string[]) => [...new Set(values)].toSorted();

const rules = {
  /** Who needs a second factor; `leads`: owners, administrators and leads of any project. */
  secondFactor: z.enum(secondFactorRules),
  /** Days that each of them has, from when it is required or from when they join. */
  graceDays: z.int().min(0).max(MAX_GRACE_DAYS),
  /** After how many minutes without use a session ends. */
  idleMinutes: z.int().min(5).max(MAX_IDLE_MINUTES),
  /** After how many hours a session ends in any case. */
  absoluteHours: z.int().min(1).max(MAX_ABSOLUTE_HOURS),
  /** Whether people sign in through a provider of the organisation only. */
  ssoOnly: z.boolean(),
};

export const Policy = z.strictObject({
  ...rules,
  /** Since when the present rule for the second factor holds; null: none is required. */
  requiredSince: z.iso.datetime().nullable(),
  /** Of which domains people may be invited or signed in by a provider; empty: any. */
  emailDomains: z.array(z.string()),
  /** From which addresses and ranges (CIDR) people and tokens may come; empty: any. */
  allowedAddresses: z.array(z.string()),
  /** How many people have no second factor, of those whom each rule would concern. */
  missing: z.strictObject({ leads: z.int(), everyone: z.int() }),
  /** How many providers people can sign in with now. */
  providers: z.int(),
  /** From where the request came. */
  address: z.string().nullable(),
});
export type Policy = z.infer<typeof Policy>;

export const getPolicyEndpoint = endpoint({
  operationId: "getPolicy",
  method: "GET",
  path: "/organization/policy",
  summary: "Read what your organization asks of those who sign in",
  access: "policy.manage",
  response: Policy,
});

export const updatePolicyEndpoint = endpoint({
  operationId: "updatePolicy",
  method: "PATCH",
  path: "/organization/policy",
  summary:
    "Change what your organization asks of those who sign in; holds at once, also for those who are signed in",
  access: "policy.manage",
  body: z.strictObject({
    secondFactor: rules.secondFactor.optional(),
    graceDays: rules.graceDays.optional(),
    idleMinutes: rules.idleMinutes.optional(),
    absoluteHours: rules.absoluteHours.optional(),
    ssoOnly: rules.ssoOnly.optional(),
    emailDomains: z.array(domain).max(MAX_ENTRIES).transform(unique).optional(),
    allowedAddresses: z.array(range).max(MAX_ENTRIES).transform(unique).optional(),
  }),
  response: Policy,
});
