import path from "node:path";
import { encode } from "next-auth/jwt";
import { uuidv7 } from "uuidv7";
import type { Context } from "#lib/platform/auth/context.ts";
import { sessionCookieName, sessionSecrets } from "#lib/platform/auth/session-cookie.ts";
import { sha256 } from "#lib/platform/crypto/keys.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import type { Prisma } from "#lib/platform/db/generated/client.ts";
import type { Endpoint } from "#lib/platform/http/endpoint.ts";

const ROUTES = path.resolve(import.meta.dirname, "../../app/api/v1");

type Handler = (
  request: Request,
  segment: { params: Promise<Record<string, string>> },
) => Promise<Response>;

export type ApiRequest = {
  params?: Record<string, string>;
  query?: Record<string, string>;
  /** Sent as JSON, or as it is when it is text or bytes. */
  body?: unknown;
  headers?: Record<string, string>;
  token?: string;
};

/** Gives a request to the route of an operation, the way Next does; returns the route's answer. */
export async function sendToRoute(
  { method, path: template }: Pick<Endpoint, "method" | "path">,
  { params = {}, query = {}, body, headers = {}, token }: ApiRequest,
): Promise<Response> {
  const folder = template.replace(/\{(\w+)\}/g, "[$1]");
  const handlers = (await import(`${ROUTES}${folder}/route.ts`)) as Record<string, Handler>;
  const handler = handlers[method];
  if (!handler) throw new Error(`No ${method} in ${folder}`);
  const url = `http://localhost:3000/api/v1${template}?${new URLSearchParams(query).toString()}`;
  const sent = body instanceof Uint8Array || typeof body === "string" ? body : JSON.stringify(body);
  const request = new Request(url, {
    method,
    headers: {
      ...(method === "GET" ? {} : { "content-type": "application/json" }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    ...(method === "GET" || body === undefined ? {} : { body: sent as BodyInit }),
  });
  return handler(request, { params: Promise.resolve(params) });
}

/** A signed-in browser of the person behind `ctx`; returns the headers that it sends. */
export async function createTestSession(
  ctx: Context,
  fields: Partial<Prisma.SessionUncheckedCreateInput> = {},
): Promise<{ sessionId: string; headers: { cookie: string } }> {
  const { organizationId, userId } = ctx;
  const sessionId = uuidv7();
  const now = new Date();
  await writeClient().session.create({
    data: {
      ...{ id: sessionId, organizationId, userId, createdAt: now, lastSeenAt: now },
      verifiedAt: now,
      expiresAt: new Date(now.getTime() + 3_600_000),
      ...fields,
    },
  });
  const name = sessionCookieName();
  const value = await encode({ token: { sessionId }, secret: sessionSecrets(), salt: name });
  return { sessionId, headers: { cookie: `${name}=${value}` } };
}

/** An API token of the person behind `ctx`; returns the secret. */
export async function createTestToken(
  { organizationId, userId }: Context,
  scope: "read" | "write" = "write",
): Promise<string> {
  const secret = `pf_${uuidv7()}`;
  const now = new Date();
  await writeClient().apiToken.create({
    data: {
      ...{ id: uuidv7(), organizationId, userId, name: "Test", hint: "test" },
      scopes: [`*:${scope}`],
      secretHash: sha256(secret),
      createdAt: now,
      expiresAt: new Date(now.getTime() + 3_600_000),
    },
  });
  return secret;
}
