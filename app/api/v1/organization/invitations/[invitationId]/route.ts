import { revokeInvitationEndpoint } from "#lib/members/invitation-contract.ts";
import { revokeInvitation } from "#lib/members/revoke-invitation.ts";
import { route } from "#lib/platform/http/route.ts";

export const DELETE = route(revokeInvitationEndpoint, revokeInvitation);
