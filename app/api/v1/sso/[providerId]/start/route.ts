import { route } from "#lib/platform/http/route.ts";
import { startSsoEndpoint } from "#lib/sso/contract.ts";
import { startSso } from "#lib/sso/start-sso.ts";

export const GET = route(startSsoEndpoint, startSso);
