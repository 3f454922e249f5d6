import type { z } from "zod";
import { AlreadyAnsweredError, findAnswer } from "#lib/platform/audit/idempotency.ts";
import { recordDenial } from "#lib/platform/audit/record-denial.ts";
import type { Context, PublicContext } from "#lib/platform/auth/context.ts";
import { publicContext, signedInContext } from "#lib/platform/auth/request-context.ts";
import { inScope, isBoundToProject } from "#lib/platform/auth/scopes.ts";
import { sessionCookieName } from "#lib/platform/auth/session-cookie.ts";
import { assertStage } from "#lib/platform/auth/stage.ts";
import { sha256 } from "#lib/platform/crypto/keys.ts";
import { env } from "#lib/platform/env.ts";
import { ForbiddenError, InvalidError } from "#lib/platform/errors.ts";
import { readJsonBody } from "./body.ts";
import type { Endpoint, Input, Output } from "./endpoint.ts";
import { errorResponse } from "./error-response.ts";
import { JsonText } from "./json-text.ts";
import { toInvalidError } from "./problem.ts";
import { countRequest } from "./rate-limit.ts";
import { observeRequest } from "./request-log.ts";
import { assertSameOrigin } from "./same-origin.ts";

type Handler = (
  request: Request,
  segment: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>;

type Answer<E extends Endpoint> = Output<E> | JsonText<Output<E>> | Response;
type ContextOf<E extends Endpoint> = E["access"] extends "public" ? PublicContext : Context;

/** The signed-in context and the request it came with, for verbs that answer with a stream. */
export type Call = { signal: AbortSignal; headers: Headers };

/**
 * The HTTP side of one operation: who asks, same origin, rate limit, body, checks, Idempotency-Key;
 * then the verb; then its result as JSON or its error as problem details (RFC 9457).
 */
export function route<E extends Endpoint>(
  endpoint: E,
  verb: (ctx: ContextOf<E>, input: Input<E>, call: Call) => Promise<Answer<E>>,
): Handler {
  const run = verb as unknown as Verb;
  return async (request, segment) => {
    const started = performance.now();
    const base = publicContext(request.headers, cookieReader(request));
    const headers = new Headers({ "x-request-id": base.requestId });
    let response: Response;
    let who: Context | null = null;
    try {
      assertSameOriginWrite(request);
      who = await signIn(endpoint, request, base);
      const limits = countRequest(who?.userId ?? base.origin.ip ?? "unknown");
      for (const [name, value] of Object.entries(limits)) headers.set(name, value);
      if (who) assertOpenTo(who, endpoint, request);
      // Next gives none to a route whose path has no parameters.
      const params = (await segment.params) ?? {};
      response = await carryOut(endpoint, run, request, who ?? base, params);
    } catch (error) {
      if (who) await recordDenial(who, endpoint, error);
      response = await errorResponse(error, base.requestId, who?.locale ?? base.locale);
    }
    headers.forEach((value, name) => response.headers.set(name, value));
    observeRequest(endpoint, request.method, response.status, started, base.requestId, who);
    return response;
  };
}

type Verb = (ctx: PublicContext | Context, input: unknown, call: Call) => Promise<unknown>;

function cookieReader(request: Request): (name: string) => string | undefined {
  const cookies = (request.headers.get("cookie") ?? "").split(";").map((part) => part.trim());
  return (name) => cookies.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
}

const isRead = (request: Request): boolean => request.method === "GET" || request.method === "HEAD";

function assertSameOriginWrite(request: Request): void {
  if (isRead(request) || request.headers.has("authorization")) return;
  const hasSession = cookieReader(request)(sessionCookieName()) !== undefined;
  assertSameOrigin(request.headers, hasSession);
}

async function signIn(
  endpoint: Endpoint,
  request: Request,
  base: PublicContext,
): Promise<Context | null> {
  if (endpoint.access === "public") return null;
  return signedInContext(base, request.headers, cookieReader(request));
}

/** Whether the stage of the sign-in, and the scopes and project of a token, open the operation. */
function assertOpenTo({ stage, actor }: Context, endpoint: Endpoint, request: Request): void {
  assertStage(stage, endpoint.openTo);
  if (actor.type === "token") assertScope(actor, endpoint.path, request);
}

function assertScope(
  { scopes, projectId }: Extract<Context["actor"], { type: "token" }>,
  path: string,
  request: Request,
): void {
  if (projectId && !isBoundToProject(path)) throw new ForbiddenError("token_of_one_project");
  if (inScope(scopes, path, isRead(request) ? "read" : "write")) return;
  throw new ForbiddenError(
    inScope(scopes, path, "read") ? "token_read_only" : "token_out_of_scope",
  );
}

async function carryOut(
  endpoint: Endpoint,
  verb: Verb,
  request: Request,
  ctx: PublicContext | Context,
  params: Record<string, unknown>,
): Promise<Response> {
  const body = isRead(request) ? null : await readJsonBody(request, endpoint.maxBody);
  const input = {
    ...parse(endpoint.query, readQuery(request), ctx),
    ...(body ? parse(endpoint.body, body.value, ctx) : {}),
    // Last, so that an id in the body can never stand in for the one in the path.
    ...parse(endpoint.params, params, ctx),
  };
  const call: Call = { signal: request.signal, headers: request.headers };
  const key = request.headers.get("idempotency-key");
  if (key === null || !body || !("userId" in ctx)) {
    return toResponse(endpoint, await verb(ctx, input, call));
  }
  const requestHash = sha256(`${request.method} ${new URL(request.url).pathname}\n${body.text}`);
  return toResponse(
    endpoint,
    await once(ctx, parseKey(key), requestHash, (c) => verb(c, input, call)),
  );
}

function parseKey(key: string): string {
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new InvalidError("idempotency_key_malformed");
  return key;
}

async function once(
  ctx: Context,
  key: string,
  requestHash: Uint8Array<ArrayBuffer>,
  run: (ctx: Context) => Promise<unknown>,
): Promise<unknown> {
  const idempotency = { key, requestHash };
  const given = await findAnswer(ctx, idempotency);
  if (given) return given.response;
  try {
    return await run({ ...ctx, idempotency });
  } catch (error) {
    const other = error instanceof AlreadyAnsweredError && (await findAnswer(ctx, idempotency));
    if (other) return other.response;
    throw error;
  }
}

function readQuery(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams);
}

function parse(schema: z.ZodType, value: unknown, ctx: PublicContext): object {
  const result = schema.safeParse(value);
  if (!result.success) throw toInvalidError(result.error, ctx.locale);
  return result.data as object;
}

function toResponse(endpoint: Endpoint, result: unknown): Response {
  if (result instanceof Response) return result;
  const headers = { "cache-control": "private, no-store", "content-type": "application/json" };
  if (endpoint.status === 204) return new Response(null, { status: 204, headers });
  if (result instanceof JsonText)
    return new Response(result.text, { status: endpoint.status, headers });
  const checked = env().NODE_ENV === "production" ? result : endpoint.response.parse(result);
  return new Response(JSON.stringify(checked), { status: endpoint.status, headers });
}
