import http, { type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { setUnitEnv } from "#lib/testing/unit-env.ts";
import { isPublic } from "./address.ts";
import { egressFetch } from "./fetch.ts";

beforeAll(() => {
  setUnitEnv({ PREFLIGHT_ALLOW_PRIVATE_NETWORKS: "127.0.0.2/32" });
});

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close().closeAllConnections();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = http.createServer(listener);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
  return `http://127.0.0.2:${(server.address() as AddressInfo).port}`;
}

describe("where calls to the outside may go", () => {
  const refused = { failure: "refused" };

  test.each([
    ...["http://127.0.0.1/", "https://127.0.0.1/", "https://localhost/", "https://[::1]/"],
    ...["https://10.1.2.3/", "https://172.20.0.1/", "https://192.168.1.1/", "https://0.0.0.0/"],
    ...["https://169.254.169.254/latest/meta-data", "https://100.100.100.200/"],
    ...["https://[::ffff:10.0.0.1]/", "https://[::ffff:7f00:1]/", "https://[fd00::1]/"],
    ...["https://[fe80::1]/", "https://[64:ff9b::a00:1]/", "https://[2002:7f00:1::]/"],
    ...["https://2130706433/", "https://0x7f.1/", "https://0177.0.0.1/", "https://127.1/"],
    ...["file:///etc/passwd", "ftp://example.com/", "gopher://127.0.0.1/", "nonsense"],
    ...["https://user:password@example.com/", "http://1.1.1.1/", "https://224.0.0.1/"],
  ])("%s is refused", async (address) => {
    await expect(egressFetch(address)).rejects.toMatchObject(refused);
  });

  test("public addresses are told from all others", () => {
    for (const address of ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "::ffff:1.1.1.1"]) {
      expect(isPublic(address), address).toBe(true);
    }
    for (const address of ["::", "::1", "ff02::1", "fc00::1", "2001:db8::1", "255.255.255.255"]) {
      expect(isPublic(address), address).toBe(false);
    }
  });
});

describe("a call to the outside", () => {
  test("reaches a network that the administrator has opened, with method, headers and body", async () => {
    const url = await serve((request, answer) => {
      let body = "";
      request.on("data", (part: Buffer) => (body += part.toString()));
      request.on("end", () => {
        answer.setHeader("x-method", request.method ?? "");
        answer.end(`${request.headers["x-word"] as string} ${body}`);
      });
    });
    const answer = await egressFetch(url, {
      method: "POST",
      headers: { "x-word": "hello" },
      body: new URLSearchParams({ a: "b c" }),
    });
    expect(answer.headers.get("x-method")).toBe("POST");
    expect(await answer.text()).toBe("hello a=b+c");
  });

  test("does not follow a redirect", async () => {
    const url = await serve((_request, answer) => {
      answer.writeHead(302, { location: "http://169.254.169.254/" }).end();
    });
    expect((await egressFetch(url)).status).toBe(302);
  });

  test("ends when the answer is larger than a megabyte", async () => {
    const url = await serve((_request, answer) => answer.end(Buffer.alloc(1_000_001)));
    await expect(egressFetch(url)).rejects.toMatchObject({ failure: "too_large" });
  });

  test("ends after five seconds, also when the answer comes in drops", async () => {
    const url = await serve((_request, answer) => {
      const drops = setInterval(() => answer.write("."), 100);
      answer.on("close", () => clearInterval(drops));
    });
    await expect(egressFetch(url)).rejects.toMatchObject({ failure: "timeout" });
  }, 8_000);

  test("ends when the other side changes to another protocol", async () => {
    const url = await serve((_request, answer) => {
      answer.socket?.write(
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
      );
    });
    await expect(egressFetch(url)).rejects.toMatchObject({ failure: "unreachable" });
  }, 8_000);

  test("ends with its caller", async () => {
    const url = await serve(() => undefined);
    const signal = AbortSignal.timeout(50);
    await expect(egressFetch(url, { signal })).rejects.toMatchObject({ failure: "timeout" });
  });

  test("says when nobody answers", async () => {
    const url = await serve(() => undefined);
    for (const server of open.splice(0)) await new Promise((done) => server.close(done));
    await expect(egressFetch(url)).rejects.toMatchObject({ failure: "unreachable" });
  });
});
