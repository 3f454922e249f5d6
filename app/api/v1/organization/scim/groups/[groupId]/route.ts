import { route } from "#lib/platform/http/route.ts";
import { setGroupRoleEndpoint } from "#lib/scim/contract.ts";
import { setGroupRole } from "#lib/scim/set-group-role.ts";

export const PATCH = route(setGroupRoleEndpoint, setGroupRole);
