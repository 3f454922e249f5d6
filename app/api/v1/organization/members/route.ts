import { addMember } from "#lib/members/add-member.ts";
import { addMemberEndpoint, listMembersEndpoint } from "#lib/members/contract.ts";
import { listMembers } from "#lib/members/queries.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(listMembersEndpoint, listMembers);
export const POST = route(addMemberEndpoint, addMember);
