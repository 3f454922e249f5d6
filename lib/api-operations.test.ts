import { expect, it } from "vitest";
import { contracts } from "#lib/api-contract.ts";
import type { Endpoint } from "#lib/platform/http/endpoint.ts";
import * as account from "#lib/api-client/account-operations.ts";
import * as audit from "#lib/api-client/audit-operations.ts";
import * as checks from "#lib/api-client/check-operations.ts";
import * as factors from "#lib/api-client/factor-operations.ts";
import * as integrations from "#lib/api-client/integration-operations.ts";
import * as members from "#lib/api-client/member-operations.ts";
import * as everyday from "#lib/api-client/operations.ts";
import * as passkeys from "#lib/api-client/passkey-operations.ts";
import * as people from "#lib/api-client/people-operations.ts";
import * as projects from "#lib/api-client/project-operations.ts";
import * as security from "#lib/api-client/security-operations.ts";
import * as sso from "#lib/api-client/sso-operations.ts";
import * as widgets from "#lib/api-client/widget-operations.ts";

const operations = {
  ...account,
  ...audit,
  ...checks,
  ...factors,
  ...integrations,
  ...members,
  ...everyday,
  ...passkeys,
  ...people,
  ...projects,
  ...security,
  ...sso,
  ...widgets,
};

const endpoints = new Map(
  Object.values(contracts)
    .flatMap((exports) => Object.values(exports))
    .filter(
      (one): one is Endpoint => typeof one === "object" && one !== null && "operationId" in one,
    )
    .map((one) => [one.operationId, one]),
);

it.each(Object.entries(operations))("%s is called as its contract says", (name, operation) => {
  const { method, path } = endpoints.get(name) ?? {};
  expect({ method: operation.method, path: operation.path }).toEqual({ method, path });
});
