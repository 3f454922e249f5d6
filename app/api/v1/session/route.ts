import { signIn, signOut } from "#lib/accounts/auth.ts";
import { signInEndpoint, signOutEndpoint } from "#lib/accounts/contract.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(signInEndpoint, signIn);
export const DELETE = route(signOutEndpoint, signOut);
