import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readSignal } from "#lib/integrations/run-check.ts";
import { openProvider } from "#lib/testing/provider-run.ts";
import {
  faults,
  type RecordedAnswer,
  type RecordedServer,
  startRecordedServer,
} from "#lib/testing/recorded-answers.ts";
import { setUnitEnv } from "#lib/testing/unit-env.ts";
import { slack } from "./provider.ts";

let server: RecordedServer;

beforeAll(async () => {
  setUnitEnv();
  server = await startRecordedServer();
});
afterAll(() => server.close());

const SCOPES = "channels:read,channels:history,chat:write";
const refusal = (error: string, more = {}): RecordedAnswer => ({
  json: { ok: false, error, ...more },
});
const self = (own: Record<string, unknown> = {}): RecordedAnswer => ({
  headers: { "x-oauth-scopes": SCOPES },
  json: {
    ...{ ok: true, url: "https://acme.slack.com/", team: "Acme", user: "preflight" },
    ...{ team_id: "T0000000001", user_id: "U0000000001", bot_id: "B0000000001", ...own },
  },
});
const info = (own: Record<string, unknown> = {}): RecordedAnswer => ({
  json: {
    ok: true,
    channel: { id: "C0000000001", name: "alerts", is_member: true, is_archived: false, ...own },
  },
});
const message = (name: string, text: string, more = {}) => ({
  ...{ type: "message", subtype: "bot_message", ts: String(Date.now() / 1_000 - 60), text },
  ...{ bot_id: "B0000000009", bot_profile: { name, app_id: "A0000000009" }, ...more },
});
const history = (...messages: object[]): RecordedAnswer => ({
  json: { ok: true, messages, has_more: false },
});

beforeEach(() => {
  server.asked.length = 0;
  server.answer({
    "GET /auth.test": self(),
    "GET /conversations.info": info(),
    "GET /conversations.history": history(),
  });
});

const run = (config: Record<string, unknown> = {}) =>
  openProvider(
    slack,
    {
      ...{ baseUrl: server.url, alertChannel: "C0000000001" },
      ...{ deployChannel: "C0000000002", ciChannel: "C0000000003", ...config },
    },
    { token: "xoxb-a-very-secret-token" },
  );
const check = (name: string, settings = {}, config = {}) => run(config).check(name, settings);

describe("the test of a connection", () => {
  test("names bot and workspace and knows the scopes", async () => {
    expect(await slack.test(run().source)).toEqual({
      account: "preflight · Acme",
      access: {
        "channels:read": "granted",
        "channels:history": "granted",
        "chat:write": "granted",
      },
    });
    const few = { ...self(), headers: { "x-oauth-scopes": "groups:read" } };
    server.answer({ "GET /auth.test": few });
    expect((await slack.test(run().source)).access).toEqual({
      "channels:read": "granted",
      "channels:history": "missing",
      "chat:write": "missing",
    });
  });

  test("says that a token is wrong", async () => {
    server.answer({ "GET /auth.test": refusal("invalid_auth") });
    await expect(slack.test(run().source)).rejects.toMatchObject({
      ...{ reason: "no_permission", detail: "invalid_auth" },
    });
  });
});

describe("a test message", () => {
  test("goes to the alert channel", async () => {
    server.answer({ "POST /chat.postMessage": { json: { ok: true, ts: "1.2" } } });
    await slack.message?.(run().source, "It works.");
    expect(server.asked.at(-1)).toMatchObject({
      method: "POST",
      headers: { authorization: "Bearer xoxb-a-very-secret-token" },
      body: JSON.stringify({ channel: "C0000000001", text: "It works." }),
    });
  });

  test("is refused in Slack's words, and where no channel is declared", async () => {
    server.answer({ "POST /chat.postMessage": refusal("missing_scope", { needed: "chat:write" }) });
    await expect(slack.message?.(run().source, "x")).rejects.toMatchObject({
      ...{ reason: "no_permission", detail: "missing_scope: chat:write" },
    });
    await expect(slack.message?.(run({ alertChannel: "" }).source, "x")).rejects.toMatchObject({
      ...{ reason: "not_declared", detail: "alertChannel" },
    });
  });
});

describe("channel.bot-member", () => {
  test("passes for a member, fails for no member and for an archived channel", async () => {
    expect(await check("channel.bot-member")).toMatchObject({ verdict: "pass" });
    server.answer({ "GET /conversations.info": info({ is_member: false }) });
    expect(await check("channel.bot-member")).toMatchObject({ verdict: "fail" });
    server.answer({ "GET /conversations.info": info({ is_archived: true }) });
    expect(await check("channel.bot-member")).toMatchObject({ verdict: "fail" });
  });

  test("is unknown with a person's token and without a declared channel", async () => {
    expect(await check("channel.bot-member", {}, { alertChannel: "" })).toMatchObject({
      ...{ reason: "not_declared", reading: { detail: "alertChannel" } },
    });
    server.answer({ "GET /auth.test": self({ bot_id: undefined }) });
    expect(await check("channel.bot-member")).toMatchObject({ reason: "no_permission" });
  });

  test("finds a channel by its name, over several pages", async () => {
    const page = (name: string, id: string, next: string): RecordedAnswer => ({
      json: {
        ...{ ok: true, channels: [{ id, name }], response_metadata: { next_cursor: next } },
      },
    });
    server.answer({
      "GET /conversations.list": ({ path }) =>
        path.includes("cursor=more")
          ? page("alerts", "C0000000001", "")
          : page("general", "C0000000008", "more"),
    });
    expect(await check("channel.bot-member", {}, { alertChannel: "#alerts" })).toMatchObject({
      verdict: "pass",
    });
    expect(server.asked.at(-1)?.path).toBe("/conversations.info?channel=C0000000001");
    expect(await check("channel.bot-member", {}, { alertChannel: "nowhere" })).toMatchObject({
      ...{ verdict: "unknown", reason: "not_found", reading: { detail: "#nowhere" } },
    });
  });
});

describe("a channel that is declared by its name", () => {
  const scoped = (scopes: string) =>
    server.answer({ "GET /auth.test": { ...self(), headers: { "x-oauth-scopes": scopes } } });
  const listed = () =>
    server.answer({
      "GET /conversations.list": ({ path }) => {
        const types = new URL(path, server.url).searchParams.get("types") ?? "";
        // As Slack does: one kind too many, and nothing is listed.
        return types === "public_channel"
          ? { json: { ok: true, channels: [{ id: "C0000000001", name: "alerts" }] } }
          : refusal("missing_scope", { needed: "groups:read" });
      },
    });

  test("is looked for among the kinds of channels that the scopes show", async () => {
    scoped("channels:read,channels:history");
    listed();
    expect(await check("channel.bot-member", {}, { alertChannel: "#alerts" })).toMatchObject({
      verdict: "pass",
    });
    scoped("groups:read");
    expect(await check("channel.bot-member", {}, { alertChannel: "#alerts" })).toMatchObject({
      ...{ reason: "no_permission", reading: { detail: "missing_scope: groups:read" } },
    });
  });

  test("is found in whatever case it was typed", async () => {
    scoped("channels:read");
    listed();
    expect(await check("channel.bot-member", {}, { alertChannel: "#Alerts" })).toMatchObject({
      verdict: "pass",
    });
  });

  test("is not said to be missing where there are more than are looked through", async () => {
    let page = 0;
    server.answer({
      "GET /conversations.list": () => {
        page += 1;
        const next = { response_metadata: { next_cursor: `page-${page}` } };
        return { json: { ok: true, channels: [], ...next } };
      },
    });
    expect(await check("channel.bot-member", {}, { alertChannel: "#alerts" })).toMatchObject({
      ...{ verdict: "unknown", reason: "too_large", reading: { detail: "#alerts" } },
    });
  });
});

describe("a channel with many messages", () => {
  const NAME = "channel.deploy-message-recent";
  const settings = { notifier: "deploy bot", deployedRelease: "3f9c2ab" };
  const page = (next: string, ...messages: object[]): RecordedAnswer => ({
    json: { ok: true, messages, has_more: next !== "", response_metadata: { next_cursor: next } },
  });

  test("is read on until the message is found", async () => {
    server.answer({
      "GET /conversations.history": ({ path }) =>
        path.includes("cursor=second")
          ? page("third", message("deploy bot", "Deployed 3f9c2ab"))
          : page("second", message("somebody", "Good morning")),
    });
    expect(await check(NAME, settings)).toMatchObject({
      ...{ verdict: "pass", reading: { seen: { messages: 2, naming: 1 } } },
    });
    expect(server.asked.filter(({ path }) => path.includes("history"))).toHaveLength(2);
  });

  test("of which some were not read fails nothing", async () => {
    let pages = 0;
    server.answer({
      "GET /conversations.history": () => {
        pages += 1;
        return page(`page-${pages}`, message("somebody", "Good morning"));
      },
    });
    expect(await check(NAME, settings)).toMatchObject({ verdict: "unknown", reason: "no_data" });
    expect(pages).toBe(10);
  });
});

const FULL_SHA = "3f9c2ab5b57875f334f61aebed695e2e4193db5e";
test.each([
  ["a commit by its first digits", FULL_SHA, "Deployed 3f9c2ab to production", "pass"],
  ["a commit in full", "3f9c2ab", `Deployed ${FULL_SHA}`, "pass"],
  ["another commit", FULL_SHA, "Deployed 3f9c2ac to production", "fail"],
  ["a version before a Korean particle", "1.2.0", "v1.2.0을 배포했습니다", "pass"],
  ["a version on a line of its own", "1.2.0", "Deployed\n1.2.0\nto production", "pass"],
  ["any version on a line of its own", "*", "Deployed\nv1.2.0", "pass"],
  ["any commit on a line of its own", "*", "Deployed\n3f9c2ab", "pass"],
  ["a longer version", "1.2.0", "Deployed 11.2.0", "fail"],
  ["a version that goes on", "1.2", "Deployed 1.2.7", "fail"],
])("%s: %s in %j", async (_what, deployedRelease, text, verdict) => {
  server.answer({ "GET /conversations.history": history(message("deploy bot", text)) });
  const settings = { notifier: "deploy bot", deployedRelease };
  expect(await check("channel.deploy-message-recent", settings)).toMatchObject({ verdict });
});

test("a run is not named by the number of another", async () => {
  server.answer({ "GET /conversations.history": history(message("ci", "Failed: #123")) });
  const verdictOf = async (failedRun: string) =>
    (await check("channel.ci-failure-message", { notifier: "ci", failedRun })).verdict;
  expect(await verdictOf("123")).toBe("pass");
  expect(await verdictOf("#123")).toBe("pass");
  expect(await verdictOf("12")).toBe("fail");
});

describe.each([
  [
    "channel.deploy-message-recent",
    "deployChannel",
    "deployedRelease",
    "Deployed 3f9c2ab to production",
  ],
  ["channel.ci-failure-message", "ciChannel", "failedRun", "Failed: <https://ci/acme/runs/981|CI>"],
])("%s", (name, field, setting, text) => {
  const named = setting === "deployedRelease" ? "3f9c2ab" : "981";
  const notifier = { notifier: "Deploy Bot" };

  test("passes for a message of the app that names any, or the one that was declared", async () => {
    server.answer({ "GET /conversations.history": history(message("deploy bot", text)) });
    expect(await check(name, notifier)).toMatchObject({ verdict: "pass" });
    expect(await check(name, { ...notifier, [setting]: named })).toMatchObject({ verdict: "pass" });
    expect(await check(name, { notifier: "A0000000009" })).toMatchObject({ verdict: "pass" });
    const attached = message("deploy bot", "", { attachments: [{ fallback: text }] });
    server.answer({ "GET /conversations.history": history(attached) });
    expect(await check(name, notifier)).toMatchObject({ verdict: "pass" });
  });

  test("fails when the app names nothing, or something else", async () => {
    server.answer({ "GET /conversations.history": history(message("deploy bot", "All well")) });
    expect(await check(name, notifier)).toMatchObject({ verdict: "fail" });
    server.answer({ "GET /conversations.history": history(message("deploy bot", text)) });
    expect(await check(name, { ...notifier, [setting]: "0000777" })).toMatchObject({
      verdict: "fail",
    });
  });

  test("does not take others' words for the app's", async () => {
    server.answer({ "GET /conversations.history": history(message("somebody", text)) });
    expect(await check(name, notifier)).toMatchObject({ verdict: "unknown", reason: "no_data" });
    expect(await check(name, { ...notifier, [setting]: named })).toMatchObject({ verdict: "fail" });
  });

  test("needs an app and a channel, and a bot that is in it", async () => {
    expect(await check(name)).toMatchObject({
      ...{ reason: "not_declared", reading: { detail: "notifier" } },
    });
    expect(await check(name, notifier, { [field]: "" })).toMatchObject({
      ...{ reason: "not_declared", reading: { detail: field } },
    });
    server.answer({ "GET /conversations.history": refusal("not_in_channel") });
    expect(await check(name, notifier)).toMatchObject({
      ...{ verdict: "unknown", reason: "no_permission", reading: { detail: "not_in_channel" } },
    });
  });

  test("looks back as far as it was told", async () => {
    await check(name, { ...notifier, withinDays: 2 });
    const oldest = /oldest=(\d+)/.exec(server.asked.at(-1)?.path ?? "")?.[1];
    const days = (Date.now() / 1_000 - Number(oldest)) / 86_400;
    expect(days).toBeGreaterThanOrEqual(2);
    expect(days).toBeLessThan(2.05);
  });
});

test.each([
  ["no permission", refusal("missing_scope", { needed: "channels:read" }), "no_permission"],
  ["a channel that is gone", refusal("channel_not_found"), "not_found"],
  ["what Slack does not accept", refusal("invalid_arguments"), "query_refused"],
  ["too many requests", { ...faults.limited, json: { ok: false } }, "rate_limited"],
  ["a page of HTML", faults.page, "not_understood"],
  ["a fault of the server", faults.broken, "provider_error"],
])("%s is unknown for every check, without the token", async (_name, fault, reason) => {
  server.answer({ "GET /conversations.info": fault, "GET /conversations.history": fault });
  const opened = run();
  for (const name of Object.keys(slack.checks)) {
    const settings = name === "channel.bot-member" ? {} : { notifier: "x" };
    const outcome = await opened.check(name, settings);
    expect(outcome, name).toMatchObject({ verdict: "unknown", reason });
    expect(outcome.retryAfterSeconds).toBe(reason === "rate_limited" ? 7 : null);
    expect(JSON.stringify(outcome)).not.toContain("a-very-secret-token");
  }
});

test("the age of the last message is in seconds, or nothing", async () => {
  const read = () => readSignal(slack, run().source, "last_message_age", { channel: "ci" });
  expect(await read()).toEqual({ value: null });
  server.answer({ "GET /conversations.history": history(message("x", "y")) });
  const { value } = await read();
  expect(value).toBeGreaterThanOrEqual(59);
  expect(value).toBeLessThan(70);
});
