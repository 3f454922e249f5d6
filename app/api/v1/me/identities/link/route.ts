import { route } from "#lib/platform/http/route.ts";
import { linkIdentityEndpoint } from "#lib/sso/contract.ts";
import { linkIdentity } from "#lib/sso/link-identity.ts";

export const POST = route(linkIdentityEndpoint, linkIdentity);
