import { createPasswordLinkEndpoint } from "#lib/members/contract.ts";
import { createPasswordLink } from "#lib/members/create-password-link.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(createPasswordLinkEndpoint, createPasswordLink);
