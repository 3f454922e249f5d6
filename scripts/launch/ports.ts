import { once } from "node:events";
import { createServer } from "node:net";
import { LaunchFailure, errorCode } from "./failure.ts";

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // A machine without IPv6 has nobody on that port either.
    const harmless = ["EADDRNOTAVAIL", "EAFNOSUPPORT"];
    server.once("error", (error: NodeJS.ErrnoException) =>
      resolve(host === "::1" && harmless.includes(error.code ?? "")),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * Whether a server could listen on this port of this address right now, and nobody else answers
 * for it as "localhost", which may mean the other loopback address.
 */
export async function isPortFree(port: number, host: string): Promise<boolean> {
  return (await canListen(port, host)) && (await canListen(port, "::1"));
}

/**
 * Checks that a server could listen on this address at all, on whichever port.
 * @throws LaunchFailure when the name is unknown or the address is not one of this machine
 */
export async function requireHost(host: string): Promise<void> {
  const server = createServer();
  try {
    await once(server.listen({ port: 0, host }), "listening");
  } catch (error) {
    const unknown = ["ENOTFOUND", "EAI_AGAIN"].includes(errorCode(error) ?? "");
    throw new LaunchFailure(
      `PREFLIGHT_HOST: ${host} is not ${unknown ? "a known host name" : "an address of this machine"}.`,
      "Use 127.0.0.1 for this machine only, 0.0.0.0 for all of its addresses.",
      { cause: error },
    );
  }
  server.close();
}

/** The first free port from `preferred` on; any free one when the next hundred are taken. */
export async function findFreePort(preferred: number, host: string): Promise<number> {
  for (let port = preferred; port < Math.min(preferred + 100, 65_536); port += 1) {
    if (await isPortFree(port, host)) return port;
  }
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port: 0, host }, () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === "object") resolve(address.port);
        else reject(new Error("No free port"));
      });
    });
  });
}
