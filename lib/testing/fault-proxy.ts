// Between Preflight and a service outside: hands everything on, or fails in the ways networks do.
import net from "node:net";

/**
 * `pass`: hand on. `hang`: take the connection and say nothing. `reset`: end it hard. `drip`: a byte
 * every tenth of a second. `busy`: 429 with Retry-After. `broken`: 500. `html`: a page where data is due.
 */
export type Fault = "pass" | "hang" | "reset" | "drip" | "busy" | "broken" | "html";

export type FaultProxy = {
  /** Such as `http://127.0.0.1:40000`. */
  url: string;
  /** How many requests have arrived. */
  requests: () => number;
  set: (fault: Fault) => void;
  close: () => Promise<void>;
};

const canned: Partial<Record<Fault, string>> = {
  busy: "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 120\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
  broken: "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
  html: "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\nConnection: close\r\n\r\n<html></html>",
};

/** A proxy in front of `target` (an http address on this machine) that hands on until it is told otherwise. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const { hostname, port } = new URL(target);
  const open = new Set<net.Socket>();
  let fault: Fault = "pass";
  let requests = 0;

  const server = net.createServer((socket) => {
    open.add(socket);
    socket.on("error", () => undefined).on("close", () => open.delete(socket));
    socket.once("data", (first) => {
      requests++;
      if (fault === "pass") handOn(socket, first, hostname, Number(port));
      else if (fault === "reset") socket.resetAndDestroy();
      else if (fault === "drip") drip(socket);
      else if (fault === "hang") return;
      else socket.end(canned[fault] ?? "");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    requests: () => requests,
    set: (next) => (fault = next),
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function handOn(socket: net.Socket, first: Buffer, host: string, port: number): void {
  const upstream = net.connect(port, host);
  upstream.on("error", () => socket.destroy());
  upstream.write(first);
  socket.pipe(upstream).pipe(socket);
}

function drip(socket: net.Socket): void {
  socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
  const timer = setInterval(() => socket.write(" "), 100);
  socket.on("close", () => clearInterval(timer));
}
