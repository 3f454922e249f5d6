import { route } from "#lib/platform/http/route.ts";
import { removeProjectMemberEndpoint, setProjectMemberEndpoint } from "#lib/projects/contract.ts";
import { removeProjectMember } from "#lib/projects/remove-project-member.ts";
import { setProjectMember } from "#lib/projects/set-project-member.ts";

export const PUT = route(setProjectMemberEndpoint, setProjectMember);
export const DELETE = route(removeProjectMemberEndpoint, removeProjectMember);
