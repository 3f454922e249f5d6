import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

export type Received = { path: string; body: string };

/** A stand-in for Sentry and for an OpenTelemetry collector: takes everything and remembers it. */
export async function startReceiver(): Promise<{
  port: number;
  received: Received[];
  stop: () => void;
}> {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const sent = Buffer.concat(chunks);
      const body = request.headers["content-encoding"] === "gzip" ? gunzipSync(sent) : sent;
      received.push({ path: request.url ?? "", body: body.toString("latin1") });
      response.setHeader("access-control-allow-origin", "*");
      response.setHeader("content-type", "application/json").end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { port, received, stop: () => server.close() };
}
