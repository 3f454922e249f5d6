import { leaveOrganizationEndpoint } from "#lib/members/contract.ts";
import { leaveOrganization } from "#lib/members/leave-organization.ts";
import { route } from "#lib/platform/http/route.ts";

export const DELETE = route(leaveOrganizationEndpoint, leaveOrganization);
