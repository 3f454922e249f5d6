import { route } from "#lib/platform/http/route.ts";
import { createTokenEndpoint, listTokensEndpoint } from "#lib/tokens/contract.ts";
import { createToken } from "#lib/tokens/create-token.ts";
import { listTokens } from "#lib/tokens/queries.ts";

export const GET = route(listTokensEndpoint, listTokens);
export const POST = route(createTokenEndpoint, createToken);
