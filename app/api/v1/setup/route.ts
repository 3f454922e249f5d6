import { setUpAndSignIn } from "#lib/organizations/set-up-and-sign-in.ts";
import { setUpEndpoint } from "#lib/organizations/contract.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(setUpEndpoint, setUpAndSignIn);
