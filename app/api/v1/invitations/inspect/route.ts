import { inspectInvitation } from "#lib/members/accept-invitation.ts";
import { inspectInvitationEndpoint } from "#lib/members/invitation-contract.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(inspectInvitationEndpoint, inspectInvitation);
