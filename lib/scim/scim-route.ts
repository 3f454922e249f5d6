import type { Context } from "#lib/platform/auth/context.ts";
import { publicContext } from "#lib/platform/auth/request-context.ts";
import { RateLimitedError } from "#lib/platform/errors.ts";
import { readJsonBody } from "#lib/platform/http/body.ts";
import { countRequest } from "#lib/platform/http/rate-limit.ts";
import { observeRequest } from "#lib/platform/http/request-log.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { reportError } from "#lib/platform/log/report-error.ts";
import { scimContext } from "./authenticate-scim.ts";
import { errorBody, ScimError, toScimError } from "./scim-error.ts";

const MEDIA_TYPE = "application/scim+json";
const MEDIA_TYPES = [MEDIA_TYPE, "application/json"];
const MAX_BODY = 1_000_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What a verb of the protocol gets; `id` is a UUID, or empty where the path has none. */
export type ScimRequest = { id: string; query: URLSearchParams; body: Record<string, unknown> };

/** `location`: where what was created is. Without a body the answer is 204. */
export type ScimAnswer = { status?: 200 | 201; body?: object; location?: string | undefined };

type Params = Record<string, string | string[] | undefined>;
type Segment = { params: Promise<Params> };

/**
 * The HTTP side of the SCIM protocol for one path and method: the token, the rate limit, the body,
 * and every error in the protocol's own form. `name` is the path without ids, for logs.
 */
export function scimRoute(
  name: string,
  verb: (ctx: Context, request: ScimRequest) => Promise<ScimAnswer>,
): (request: Request, segment: Segment) => Promise<Response> {
  return async (request, segment) => {
    const started = performance.now();
    const base = publicContext(request.headers, () => undefined);
    let who: Context | null = null;
    let response: Response;
    try {
      who = await scimContext(base, request.headers);
      countRequest(who.actor.type === "scim" ? who.actor.tokenId : who.userId);
      response = toResponse(await verb(who, await readRequest(request, await segment.params)));
    } catch (error) {
      response = refusal(error, base.requestId);
    }
    response.headers.set("x-request-id", base.requestId);
    response.headers.set("cache-control", "private, no-store");
    const operation = { operationId: `scim ${request.method} ${name}`, path: `/scim/v2/${name}` };
    observeRequest(operation, request.method, response.status, started, base.requestId, who);
    return response;
  };
}

async function readRequest(request: Request, params: Params | undefined): Promise<ScimRequest> {
  const id = typeof params?.id === "string" ? params.id : "";
  const hasBody = request.method !== "GET" && request.method !== "DELETE";
  const value = hasBody ? (await readJsonBody(request, MAX_BODY, MEDIA_TYPES)).value : {};
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ScimError(400, "invalidSyntax", "The body must be a JSON object.");
  }
  const body = value as Record<string, unknown>;
  return { id: id.toLowerCase(), query: new URL(request.url).searchParams, body };
}

/** The id of a user or a group; what cannot be one is not found. */
export function requireId({ id }: ScimRequest): string {
  if (!UUID.test(id)) throw notFound();
  return id;
}

/** Also for what belongs to another organisation. */
export const notFound = (): ScimError => new ScimError(404, null, "There is no such resource.");

function toResponse({ status = 200, body, location }: ScimAnswer): Response {
  if (!body) return new Response(null, { status: 204 });
  const headers = { "content-type": MEDIA_TYPE, ...(location ? { location } : {}) };
  return new Response(JSON.stringify(body), { status, headers });
}

function refusal(error: unknown, requestId: string): Response {
  const known = toScimError(error);
  if (!known) {
    logger.error({ err: error, requestId }, "request failed");
    reportError(error, { requestId });
  }
  const headers = new Headers({ "content-type": MEDIA_TYPE });
  if (known?.status === 401) headers.set("www-authenticate", 'Bearer realm="preflight scim"');
  if (error instanceof RateLimitedError) headers.set("retry-after", String(error.retryAfter));
  return new Response(JSON.stringify(errorBody(known)), { status: known?.status ?? 500, headers });
}
