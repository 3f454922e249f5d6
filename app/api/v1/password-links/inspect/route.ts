import { inspectPasswordLinkEndpoint } from "#lib/accounts/contract.ts";
import { inspectPasswordLink } from "#lib/accounts/redeem-password-link.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(inspectPasswordLinkEndpoint, inspectPasswordLink);
