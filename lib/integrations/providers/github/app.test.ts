import { generateKeyPairSync } from "node:crypto";
import { jwtVerify } from "jose";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { configOf, startGoodRepository } from "#lib/testing/good-repository.ts";
import { openProvider, type ProviderRun } from "#lib/testing/provider-run.ts";
import { OWNER, type RecordedGitHub } from "#lib/testing/recorded-github.ts";
import { setUnitEnv } from "#lib/testing/unit-env.ts";
import { github as provider } from "./provider.ts";

beforeAll(() => setUnitEnv());

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = (type: "pkcs1" | "pkcs8"): string =>
  privateKey.export({ type, format: "pem" }).toString();
const INSTALLATION = "POST /app/installations/4711/access_tokens";
const TOKEN = "ghs_1234567890abcdefghij_part.of.one-token";

let github: RecordedGitHub;
/** Of the newest token; what the peer gives out. */
const grant = (fields: Record<string, unknown> = {}) =>
  github.object(INSTALLATION, {
    ...{ token: TOKEN, expires_at: new Date(Date.now() + 3_600_000).toISOString() },
    ...fields,
  });
beforeEach(async () => {
  github = await startGoodRepository();
  github.object("/app", { slug: "preflight" });
  grant();
});
afterEach(() => github.server.close());

// Another installation each, as tokens are kept by it.
let apps = 0;
const nextApp = () => ({ appId: String(++apps), installationId: "4711" });
const open = (app: object, key = pem("pkcs1")): ProviderRun =>
  openProvider(provider, { ...configOf(github), ...app }, { privateKey: key });
const tokensAsked = () => github.server.asked.filter(({ method }) => method === "POST");

describe("a GitHub App", () => {
  test.each(["pkcs1", "pkcs8"] as const)(
    "signs with a key in %s and reads with the token of its installation",
    async (type) => {
      const app = nextApp();
      const outcome = await open(app, pem(type)).check("workflow.ci-active");
      expect(outcome).toMatchObject({ verdict: "pass" });
      const [first, ...others] = github.server.asked;
      const jwt = first?.headers.authorization?.replace("Bearer ", "") ?? "";
      const { payload, protectedHeader } = await jwtVerify(jwt, publicKey, { issuer: app.appId });
      expect(protectedHeader.alg).toBe("RS256");
      expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(600);
      expect(others.every(({ headers }) => headers.authorization === `Bearer ${TOKEN}`)).toBe(true);
    },
  );

  test("takes a key whose lines a form has run together", async () => {
    const outcome = await open(nextApp(), pem("pkcs1").replaceAll("\n", "\\n")).check(
      "workflow.ci-active",
    );
    expect(outcome).toMatchObject({ verdict: "pass" });
  });

  test("keeps its token for its life and asks for the next one then", async () => {
    const app = nextApp();
    await open(app).check("workflow.ci-active");
    await open(app).check("workflow.ci-active");
    expect(tokensAsked()).toHaveLength(1);
    const brief = nextApp();
    grant({ expires_at: new Date(Date.now() + 60_000).toISOString() });
    await open(brief).check("workflow.ci-active");
    await open(brief).check("workflow.ci-active");
    expect(tokensAsked()).toHaveLength(3);
  });

  test("asks for one token for all that runs at once", async () => {
    const run = open(nextApp());
    const names = ["workflow.ci-active", "tags.semver-format", "releases.latest-has-tag"];
    const outcomes = await Promise.all(names.map((name) => run.check(name)));
    expect(outcomes.map(({ verdict }) => verdict)).toEqual(["pass", "pass", "pass"]);
    expect(tokensAsked()).toHaveLength(1);
  });

  test("forgets a token that GitHub has withdrawn", async () => {
    const app = nextApp();
    github.misbehave("~", { status: 401, json: { message: "Bad credentials" } });
    const outcome = await open(app).check("workflow.ci-active");
    expect(outcome).toMatchObject({ verdict: "unknown", reason: "no_permission" });
    await open(app).check("workflow.ci-active");
    expect(tokensAsked()).toHaveLength(2);
  });

  test("leaves neither its token nor its key in the evidence", async () => {
    const outcome = await open(nextApp()).check("workflow.ci-active");
    expect(outcome.reading.requests[0]).toMatchObject({ status: 201 });
    const evidence = JSON.stringify(outcome);
    for (const part of [TOKEN, "part.of.one-token", "PRIVATE KEY", "eyJ"]) {
      expect(evidence).not.toContain(part);
    }
  });

  test("says what is missing, by field, before it asks anybody", async () => {
    const cases = [
      [{ installationId: "4711" }, pem("pkcs1"), "appId"],
      [{ appId: "1" }, pem("pkcs1"), "installationId"],
      [nextApp(), "not a key", "privateKey"],
    ] as const;
    for (const [app, key, field] of cases) {
      const outcome = await open(app, key).check("workflow.ci-active");
      expect(outcome).toMatchObject({ verdict: "unknown", reason: "not_declared" });
      expect(outcome.reading.detail).toBe(field);
    }
    expect(github.server.asked).toEqual([]);
  });

  test("that is not installed there is not found", async () => {
    github.answer(INSTALLATION, { status: 404, json: { message: "Not Found" } });
    const outcome = await open(nextApp()).check("workflow.ci-active");
    expect(outcome).toMatchObject({ verdict: "unknown", reason: "not_found" });
  });

  test("knows itself and what its installation may do", async () => {
    grant({ permissions: { contents: "read", security_events: "read", issues: undefined } });
    github.refuseAll(["/app", "POST"]);
    const result = await provider.test(open(nextApp()).source);
    expect(result).toMatchObject({
      account: "preflight[bot]",
      access: { contents: "granted", code_scanning: "granted", secrets: "missing" },
    });
  });

  test("sees in its next test what it has been allowed since", async () => {
    const app = nextApp();
    github.refuseAll(["/app", "POST"]);
    grant({ permissions: { metadata: "read" } });
    expect((await provider.test(open(app).source)).access).toMatchObject({ secrets: "missing" });
    grant({ permissions: { secrets: "read", members: "read" } });
    // Members' second factors only owners see, whatever the App may do.
    expect((await provider.test(open(app).source)).access).toMatchObject({
      ...{ secrets: "granted", members: "missing" },
    });
  });

  test("signs by GitHub's clock where ours is another", async () => {
    const ahead = new Date(Date.now() + 20 * 60_000);
    const json = {
      token: TOKEN,
      expires_at: new Date(ahead.getTime() + 3_600_000).toISOString(),
      permissions: {},
    };
    github.server.answer({
      "POST /app/installations/4711/access_tokens": ({ headers }) => {
        const [, claims = ""] = (headers.authorization ?? "").split(".");
        const { exp } = JSON.parse(Buffer.from(claims, "base64url").toString()) as { exp: number };
        const date = ahead.toUTCString();
        const isOver = exp * 1_000 < ahead.getTime();
        return isOver
          ? { status: 401, headers: { date }, json: { message: "'exp' is in the past" } }
          : { status: 201, headers: { date }, json };
      },
    });
    expect(await open(nextApp()).check("workflow.ci-active")).toMatchObject({ verdict: "pass" });
    expect(tokensAsked()).toHaveLength(2);
  });

  test("with the permission takes 404 on secret scanning for off", async () => {
    const unseen = { full_name: `${OWNER}/hello`, default_branch: "main", private: true };
    github.object("~", { ...unseen, security_and_analysis: undefined });
    github.answer("~/secret-scanning/alerts", { status: 404, json: { message: "Not Found" } });
    const check = () => open(nextApp()).check("secret-scanning.no-open-alerts");
    grant({ permissions: { secret_scanning_alerts: "read" } });
    expect(await check()).toMatchObject({ verdict: "fail" });
    grant({ permissions: { metadata: "read" } });
    expect(await check()).toMatchObject({ verdict: "unknown", reason: "no_permission" });
  });
});
