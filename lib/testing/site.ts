// A site of a project, as a server on this machine with the answers that a test gives it.
import http from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import type { ServerCertificate } from "./certificates.ts";

export type SiteRequest = {
  method: string;
  path: string;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
};
export type SiteAnswer = {
  status?: number;
  headers?: Record<string, string | string[]>;
  /** Objects are sent as JSON. */
  body?: string | Buffer | object;
};
/** What a path answers; null to leave the request without any answer. */
export type SitePage = SiteAnswer | ((request: SiteRequest) => SiteAnswer | null);

export type Site = {
  /** Such as `https://127.0.0.1:40000`. */
  url: string;
  port: number;
  /** What it was asked, as `GET /path`. */
  asked: string[];
  close: () => Promise<void>;
};

export type SiteTls = https.ServerOptions & ServerCertificate;

const NOT_FOUND: SiteAnswer = { status: 404, body: "Not found" };

/** Starts a site on a free port of 127.0.0.1; `pages` by path, `*` for all others. */
export async function startSite(pages: Record<string, SitePage>, tls?: SiteTls): Promise<Site> {
  const asked: string[] = [];
  const listener: http.RequestListener = (request, answer) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { method = "GET", url: path = "/", headers } = request;
      asked.push(`${method} ${path}`);
      const page = pages[path] ?? pages["*"] ?? NOT_FOUND;
      const body = Buffer.concat(parts);
      send(answer, typeof page === "function" ? page({ method, path, headers, body }) : page);
    });
  };
  const server = tls ? https.createServer(tls, listener) : http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    port,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(answer: http.ServerResponse, given: SiteAnswer | null): void {
  if (!given) return;
  const { status = 200, headers = {}, body = "" } = given;
  const isJson = typeof body === "object" && !Buffer.isBuffer(body);
  const type = isJson ? "application/json" : "text/html; charset=utf-8";
  answer.writeHead(status, { "content-type": type, ...headers });
  answer.end(isJson ? JSON.stringify(body) : body);
}
