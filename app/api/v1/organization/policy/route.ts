import { route } from "#lib/platform/http/route.ts";
import { getPolicyEndpoint, updatePolicyEndpoint } from "#lib/policy/contract.ts";
import { getPolicy } from "#lib/policy/queries.ts";
import { updatePolicy } from "#lib/policy/update-policy.ts";

export const GET = route(getPolicyEndpoint, getPolicy);
export const PATCH = route(updatePolicyEndpoint, updatePolicy);
