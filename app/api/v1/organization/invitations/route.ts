import { createInvitation } from "#lib/members/create-invitation.ts";
import {
  createInvitationEndpoint,
  listInvitationsEndpoint,
} from "#lib/members/invitation-contract.ts";
import { listInvitations } from "#lib/members/invitation-queries.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(listInvitationsEndpoint, listInvitations);
export const POST = route(createInvitationEndpoint, createInvitation);
