import http, { type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export type PlainServer = {
  url: string;
  /** How it answers; change it at any time. */
  answer: RequestListener;
  /** The headers of each request so far. */
  seen: http.IncomingHttpHeaders[];
  close: () => Promise<void>;
};

/** A web server on this machine that answers as it is told. */
export async function startPlainServer(answer: RequestListener): Promise<PlainServer> {
  const server = http.createServer((request, response) => {
    plain.seen.push(request.headers);
    void plain.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const plain: PlainServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ answer, seen: [] },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return plain;
}
