import { route } from "#lib/platform/http/route.ts";
import {
  createServiceAccountEndpoint,
  listServiceAccountsEndpoint,
} from "#lib/tokens/organization-contract.ts";
import { listServiceAccounts } from "#lib/tokens/queries.ts";
import { createServiceAccount } from "#lib/tokens/service-accounts.ts";

export const GET = route(listServiceAccountsEndpoint, listServiceAccounts);
export const POST = route(createServiceAccountEndpoint, createServiceAccount);
