import { type Server, createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { findFreePort, isPortFree, requireHost } from "./ports.ts";

const servers: Server[] = [];

async function occupy(host: string): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("no port");
  return address.port;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
});

describe("ports", () => {
  it("sees that a port is taken, also when the other program listens on all addresses", async () => {
    for (const host of ["127.0.0.1", "0.0.0.0"]) {
      const port = await occupy(host);
      expect(await isPortFree(port, "127.0.0.1")).toBe(false);
    }
  });

  it("goes on to the next free port", async () => {
    const port = await occupy("127.0.0.1");
    const found = await findFreePort(port, "127.0.0.1");
    expect(found).not.toBe(port);
    expect(await isPortFree(found, "127.0.0.1")).toBe(true);
  });

  it("takes addresses of this machine only", async () => {
    await expect(requireHost("127.0.0.1")).resolves.toBeUndefined();
    await expect(requireHost("0.0.0.0")).resolves.toBeUndefined();
    await expect(requireHost("192.0.2.1")).rejects.toThrow(
      "PREFLIGHT_HOST: 192.0.2.1 is not an address of this machine.",
    );
  });
});
