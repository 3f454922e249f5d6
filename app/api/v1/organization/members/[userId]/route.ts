import { changeMemberRole } from "#lib/members/change-role.ts";
import { changeMemberRoleEndpoint, removeMemberEndpoint } from "#lib/members/contract.ts";
import { removeMember } from "#lib/members/remove-member.ts";
import { route } from "#lib/platform/http/route.ts";

export const PATCH = route(changeMemberRoleEndpoint, changeMemberRole);
export const DELETE = route(removeMemberEndpoint, removeMember);
