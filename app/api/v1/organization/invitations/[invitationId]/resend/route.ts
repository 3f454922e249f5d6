import { resendInvitationEndpoint } from "#lib/members/invitation-contract.ts";
import { resendInvitation } from "#lib/members/resend-invitation.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(resendInvitationEndpoint, resendInvitation);
