import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { SMTPServer } from "smtp-server";
import { env } from "#lib/platform/env.ts";
import { deliver } from "./transport.ts";

const mail = { id: "1", to: "a@example.test", subject: "Hi", text: "Hi", html: "<p>Hi</p>" };
let server: SMTPServer | undefined;
afterEach(() => new Promise<void>((resolve) => server?.close(() => resolve())));

type Seen = { user: string; password: string; secure: boolean };

/** A mail server that wants a password; returns its port and who has given one. */
async function start(options: { secure: boolean; startTls: boolean }) {
  const seen: Seen[] = [];
  server = new SMTPServer({
    secure: options.secure,
    allowInsecureAuth: true,
    disabledCommands: options.startTls ? [] : ["STARTTLS"],
    onAuth: ({ username, password }, session, done) => {
      seen.push({ user: username ?? "", password: password ?? "", secure: session.secure });
      done(null, { user: username ?? "" });
    },
  });
  server.on("error", () => undefined);
  const running = server;
  await new Promise<void>((resolve) => running.listen(0, "0.0.0.0", resolve));
  return { port: (running.server.address() as AddressInfo).port, seen };
}

const use = (url: string) => Object.assign(env(), { PREFLIGHT_SMTP_URL: url });

test("name and password come from the address, percent-encoded", async () => {
  const { port, seen } = await start({ secure: false, startTls: false });
  use(`smtp://pre%40flight:p%2Fw%40rd@127.0.0.1:${port}`);
  await deliver(mail);
  expect(seen).toEqual([{ user: "pre@flight", password: "p/w@rd", secure: false }]);
});

test("over a network, a password is not given to a server that offers no encryption", async () => {
  const { port, seen } = await start({ secure: false, startTls: false });
  // Another name for this machine, which counts as a network.
  use(`smtp://user:password@127.0.0.2:${port}`);
  await expect(deliver(mail)).rejects.toMatchObject({ code: "ETLS" });
  expect(seen).toEqual([]);
});

test.each([
  ["smtps", { secure: true, startTls: false }],
  ["smtp", { secure: false, startTls: true }],
])("nor, by %s, to a server whose certificate nobody vouches for", async (scheme, options) => {
  const { port, seen } = await start(options);
  use(`${scheme}://user:password@127.0.0.2:${port}`);
  await expect(deliver(mail)).rejects.toThrow(/certificate/);
  expect(seen).toEqual([]);
});
