import { transferOwnershipEndpoint } from "#lib/members/contract.ts";
import { transferOwnership } from "#lib/members/transfer-ownership.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(transferOwnershipEndpoint, transferOwnership);
