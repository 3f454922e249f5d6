import { route } from "#lib/platform/http/route.ts";
import { finishSsoEndpoint } from "#lib/sso/contract.ts";
import { finishSso } from "#lib/sso/finish-sso.ts";

export const GET = route(finishSsoEndpoint, finishSso);
