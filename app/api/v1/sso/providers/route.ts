import { route } from "#lib/platform/http/route.ts";
import { listSignInProvidersEndpoint } from "#lib/sso/contract.ts";
import { listSignInProviders } from "#lib/sso/queries.ts";

export const GET = route(listSignInProvidersEndpoint, listSignInProviders);
