import { route } from "#lib/platform/http/route.ts";
import { removeServiceAccountEndpoint } from "#lib/tokens/organization-contract.ts";
import { removeServiceAccount } from "#lib/tokens/service-accounts.ts";

export const DELETE = route(removeServiceAccountEndpoint, removeServiceAccount);
