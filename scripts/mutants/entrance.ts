import type { Mutant } from "./mutant.ts";

const PERMISSIONS = "lib/permissions.integration.test.ts";
const ROUTE = "lib/platform/http/route.integration.test.ts";
const HARDENING = "lib/hardening.integration.test.ts";
const SIGN_IN = "lib/accounts/sign-in.integration.test.ts";
const FACTOR = "lib/accounts/second-factor.integration.test.ts";
const ENROLMENT = "lib/enrolment.integration.test.ts";
const TOKENS = "lib/tokens/tokens.integration.test.ts";
const MEMBERS = "lib/members/members.integration.test.ts";
const authenticate = "lib/platform/auth/authenticate.ts";
const route = "lib/platform/http/route.ts";

/** Who comes in, and how far. */
export const entrance: readonly Mutant[] = [
  {
    name: "a revoked token works",
    file: authenticate,
    guard: "WHERE t.secret_hash = ${hash} AND t.revoked_at IS NULL AND",
    instead: "WHERE t.secret_hash = ${hash} AND",
    tests: [TOKENS, MEMBERS],
  },
  {
    name: "an expired token works",
    file: authenticate,
    guard: "AND t.revoked_at IS NULL AND t.expires_at > now()\n      AND m.removed_at",
    instead: "AND t.revoked_at IS NULL\n      AND m.removed_at",
    tests: [TOKENS],
  },
  {
    name: "a removed member's session works",
    file: authenticate,
    guard: "coalesce(p.absolute_hours, ${SESSION_HOURS}))\n      AND m.removed_at IS NULL`",
    instead: "coalesce(p.absolute_hours, ${SESSION_HOURS}))`",
    tests: [SIGN_IN, MEMBERS],
  },
  {
    name: "a session that was ended works",
    file: authenticate,
    guard: "WHERE s.id = ${sessionId}::uuid AND s.revoked_at IS NULL AND s.expires_at",
    instead: "WHERE s.id = ${sessionId}::uuid AND s.expires_at",
    tests: [SIGN_IN],
  },
  {
    name: "a session rests for ever",
    file: authenticate,
    guard: "s.last_seen_at > now() - make_interval(mins => coalesce(p.idle_minutes",
    instead: "s.last_seen_at > now() - make_interval(mins => 1000000 + coalesce(p.idle_minutes",
    tests: ["lib/policy/policy-in-force.integration.test.ts", SIGN_IN],
  },
  {
    name: "an address outside of the allow-list comes in",
    file: authenticate,
    guard:
      'if (!row) throw new UnauthenticatedError("token_invalid");\n  assertAllowedAddress(row.allowed_addresses ?? [], address);',
    instead: 'if (!row) throw new UnauthenticatedError("token_invalid");',
    tests: ["lib/policy/policy-in-force.integration.test.ts"],
  },
  {
    name: "half a sign-in is a whole one",
    file: authenticate,
    guard: 'return row.awaits_second_factor ? { ...identity, stage: "second_factor" } : identity;',
    instead: "return identity;",
    tests: [FACTOR],
  },
  {
    name: "nobody has to enrol",
    file: authenticate,
    guard: 'stage: row.must_enrol ? "enrolment" : "full",',
    instead: 'stage: "full",',
    tests: [ENROLMENT],
  },
  {
    name: "a stage of signing in opens everything",
    file: route,
    guard: "  assertStage(stage, endpoint.openTo);\n",
    instead: "",
    tests: [FACTOR, ENROLMENT],
  },
  {
    name: "a reading token writes",
    file: route,
    guard: 'if (actor.type === "token") assertScope(actor, endpoint.path, request);',
    instead: "",
    tests: [PERMISSIONS],
  },
  {
    name: "another site writes",
    file: route,
    guard: "      assertSameOriginWrite(request);\n",
    instead: "",
    tests: [HARDENING],
  },
  {
    name: "nobody is counted",
    file: route,
    guard: 'countRequest(who?.userId ?? base.origin.ip ?? "unknown")',
    instead: "{} as Record<string, string>",
    tests: [HARDENING],
  },
  {
    name: "an id in the body stands in for the one in the path",
    file: route,
    guard:
      "    ...parse(endpoint.query, readQuery(request), ctx),\n    ...(body ? parse(endpoint.body, body.value, ctx) : {}),",
    instead:
      "    ...parse(endpoint.query, readQuery(request), ctx),\n    ...(body ? (body.value as object) : {}),",
    tests: [ROUTE],
  },
  {
    name: "a key is used for two requests",
    file: "lib/platform/audit/idempotency.ts",
    guard: 'throw new InvalidError("idempotency_mismatch");',
    instead: "",
    tests: ["lib/platform/audit/idempotency.integration.test.ts"],
  },
];
