import { route } from "#lib/platform/http/route.ts";
import { rotateTokenEndpoint } from "#lib/tokens/contract.ts";
import { rotateToken } from "#lib/tokens/rotate-token.ts";

export const POST = route(rotateTokenEndpoint, rotateToken);
