import { route } from "#lib/platform/http/route.ts";
import { unlinkIdentityEndpoint } from "#lib/sso/contract.ts";
import { unlinkIdentity } from "#lib/sso/unlink-identity.ts";

export const DELETE = route(unlinkIdentityEndpoint, unlinkIdentity);
