import { redeemPasswordLinkEndpoint } from "#lib/accounts/contract.ts";
import { redeemPasswordLinkAndSignIn } from "#lib/accounts/redeem-password-link-and-sign-in.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(redeemPasswordLinkEndpoint, redeemPasswordLinkAndSignIn);
