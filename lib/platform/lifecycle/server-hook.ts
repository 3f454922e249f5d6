import { Server, type IncomingMessage, type ServerResponse } from "node:http";
import { uuidv7 } from "uuidv7";
import { env } from "#lib/platform/env.ts";
import { PEER_HEADER } from "#lib/platform/http/client-address.ts";
import { REQUEST_ID_HEADER } from "#lib/platform/http/internal-header.ts";
import { httpRequestSeconds } from "#lib/platform/metrics.ts";
import { pageRoute } from "./page-route.ts";

const held = globalThis as { preflightServers?: Set<Server> };

/** The HTTP servers of this process that have had a request. */
export const servers = (): Set<Server> => held.preflightServers ?? new Set();

// Two years. Set here and not by Next, which fixes its headers at build time, when nobody knows yet
// whether people will come over TLS; over plain HTTP they must not be sent away from it.
const TRANSPORT_SECURITY = "max-age=63072000; includeSubDomains";

const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

/**
 * From now on each request that reaches a server of this process carries the address of its peer and
 * an id, methods that nothing here has are refused, each answer tells browsers to stay on TLS where
 * they are, and the time of each page is measured. Next offers no place for this: it hides the socket.
 */
export function watchRequests(): void {
  if (held.preflightServers) return;
  const known = (held.preflightServers = new Set());
  const isOnTls = env().PREFLIGHT_URL.startsWith("https:");
  const emit = Reflect.get(Server.prototype, "emit") as (...args: unknown[]) => boolean;
  Server.prototype.emit = function (this: Server, event: string | symbol, ...args: unknown[]) {
    if (event === "request") {
      known.add(this);
      if (isOnTls) {
        (args[1] as ServerResponse).setHeader("strict-transport-security", TRANSPORT_SECURITY);
      }
      prepare(args[0] as IncomingMessage, args[1] as ServerResponse);
      if (refuseMethod(args[0] as IncomingMessage, args[1] as ServerResponse)) return true;
    }
    return emit.call(this, event, ...args);
  };
}

/** Whether the request was of a method that nothing here has: Next fails on TRACE with a 500. */
function refuseMethod({ method = "" }: IncomingMessage, response: ServerResponse): boolean {
  if (METHODS.includes(method)) return false;
  response.writeHead(405, { allow: METHODS.join(", "), connection: "close" }).end();
  return true;
}

function prepare(request: IncomingMessage, response: ServerResponse): void {
  const id = uuidv7();
  request.headers[PEER_HEADER] = request.socket.remoteAddress;
  request.headers[REQUEST_ID_HEADER] = id;
  const path = request.url?.split("?", 1)[0] ?? "/";
  // Routes of the API answer with the id themselves and are measured under their own names.
  if (path.startsWith("/api/")) return;
  response.setHeader("x-request-id", id);
  const started = performance.now();
  const { method = "GET" } = request;
  response.once("close", () => {
    const labels = { method, route: pageRoute(path), status: String(response.statusCode) };
    httpRequestSeconds.observe(labels, (performance.now() - started) / 1_000);
  });
}
