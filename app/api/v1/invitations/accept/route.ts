import { acceptInvitationAndSignIn } from "#lib/members/accept-invitation-and-sign-in.ts";
import { acceptInvitationEndpoint } from "#lib/members/invitation-contract.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(acceptInvitationEndpoint, acceptInvitationAndSignIn);
