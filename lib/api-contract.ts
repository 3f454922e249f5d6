import { z } from "zod";
import * as accounts from "#lib/accounts/contract.ts";
import * as factors from "#lib/accounts/factors-contract.ts";
import * as people from "#lib/accounts/person-contract.ts";
import * as audit from "#lib/audit/contract.ts";
import * as checklist from "#lib/checklist/contract.ts";
import * as checks from "#lib/checks/contract.ts";
import * as disagreements from "#lib/checks/disagreement-contract.ts";
import * as notes from "#lib/checklist/notes-contract.ts";
import * as connecting from "#lib/integrations/connect-contract.ts";
import * as integrations from "#lib/integrations/contract.ts";
import * as jobs from "#lib/jobs/contract.ts";
import * as mails from "#lib/mails/contract.ts";
import * as members from "#lib/members/contract.ts";
import * as memberSessions from "#lib/members/sessions-contract.ts";
import * as invitations from "#lib/members/invitation-contract.ts";
import * as notifications from "#lib/notifications/contract.ts";
import * as organizations from "#lib/organizations/contract.ts";
import * as passkeys from "#lib/passkeys/contract.ts";
import { endpoint, type Endpoint } from "#lib/platform/http/endpoint.ts";
import * as policy from "#lib/policy/contract.ts";
import * as projects from "#lib/projects/contract.ts";
import * as reports from "#lib/reports/contract.ts";
import * as sso from "#lib/sso/contract.ts";
import * as scim from "#lib/scim/contract.ts";
import * as tokens from "#lib/tokens/contract.ts";
import * as organizationTokens from "#lib/tokens/organization-contract.ts";
import * as widgets from "#lib/widgets/contract.ts";
import * as liveWidgets from "#lib/widgets/live-contract.ts";

export const getApiDocumentEndpoint = endpoint({
  operationId: "getApiDocument",
  method: "GET",
  path: "/openapi.json",
  summary: "Read this API's description as OpenAPI 3.1",
  access: "public",
  response: z.looseObject({ openapi: z.string() }),
});

/** What each noun exports from its contract, in the order of the documentation. */
export const contracts: Record<string, Record<string, unknown>> = {
  projects,
  checklist,
  notes,
  checks: { ...checks, ...disagreements },
  reports,
  integrations: { ...integrations, ...connecting },
  widgets: { ...widgets, ...liveWidgets },
  audit,
  accounts,
  notifications,
  people,
  factors,
  passkeys,
  sso,
  tokens: { ...tokens, ...organizationTokens },
  members: { ...members, ...memberSessions },
  invitations,
  organizations,
  policy,
  scim,
  mails,
  jobs,
  api: { getApiDocumentEndpoint },
};

/** The schemas of objects that contracts export, by the names that the documentation keeps. */
export const namedSchemas = Object.fromEntries(
  Object.values(contracts).flatMap((exports) =>
    Object.entries(exports).filter(
      (entry): entry is [string, z.ZodType] =>
        /^[A-Z]/.test(entry[0]) && entry[1] instanceof z.ZodType,
    ),
  ),
);

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === "object" && value !== null && "operationId" in value;
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

function byPath(a: Endpoint, b: Endpoint): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return METHODS.indexOf(a.method) - METHODS.indexOf(b.method);
}

/** All operations of the API by noun. */
export const endpointsByNoun = new Map(
  Object.entries(contracts).map(([noun, exports]) => [
    noun,
    Object.values(exports).filter(isEndpoint).toSorted(byPath),
  ]),
);

/** All operations of the API. */
export const endpoints: Endpoint[] = [...endpointsByNoun.values()].flat();
