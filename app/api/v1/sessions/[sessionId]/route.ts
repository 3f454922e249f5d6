import { endSessionEndpoint } from "#lib/accounts/contract.ts";
import { endSession } from "#lib/accounts/end-sessions.ts";
import { route } from "#lib/platform/http/route.ts";

export const DELETE = route(endSessionEndpoint, endSession);
