import path from "node:path";
import type { Context } from "#lib/platform/auth/context.ts";
import { createScimToken } from "#lib/scim/create-scim-token.ts";

const ROUTES = path.resolve(import.meta.dirname, "../../app/api/scim/v2");

type Handler = (
  request: Request,
  segment: { params: Promise<{ id?: string }> },
) => Promise<Response>;

export type ScimResponse = { status: number; body: Record<string, unknown>; headers: Headers };

/** Sends requests to the SCIM service as a directory with a token would. */
export type Directory = (
  method: string,
  address: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<ScimResponse>;

/** A directory of the organisation of `ctx`, or one with another token. */
export async function createDirectory(ctx: Context, token?: string): Promise<Directory> {
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const secret = token ?? (await createScimToken(ctx, { name: "Directory", expiresAt })).secret;
  return (method, address, body, headers = {}) =>
    send(method, address, body, {
      authorization: `Bearer ${secret}`,
      "content-type": "application/scim+json",
      ...headers,
    });
}

async function send(
  method: string,
  address: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<ScimResponse> {
  const url = new URL(`http://localhost:3000/api/scim/v2${address}`);
  const [, type = "", id] = url.pathname.slice("/api/scim/v2".length).split("/");
  const file = `${ROUTES}/${type}${id === undefined ? "" : "/[id]"}/route.ts`;
  const handler = ((await import(file)) as Record<string, Handler>)[method];
  if (!handler) throw new Error(`No ${method} in ${file}`);
  const text = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
  const request = new Request(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body: text as BodyInit }),
  });
  const params = id === undefined ? {} : { id: decodeURIComponent(id) };
  const response = await handler(request, { params: Promise.resolve(params) });
  const answer = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (answer === "" ? {} : JSON.parse(answer)) as Record<string, unknown>,
  };
}
