import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { faults, type RecordedServer } from "#lib/testing/recorded-answers.ts";
import {
  openSlack,
  slackChannel,
  slackChannels,
  slackPosted,
  slackRefusal,
  slackSelf,
  startSlack,
} from "#lib/testing/slack-answers.ts";
import { setUnitEnv } from "#lib/testing/unit-env.ts";
import { slack } from "./provider.ts";

let server: RecordedServer;

beforeAll(() => setUnitEnv());
beforeEach(async () => {
  server = await startSlack();
});
afterEach(() => server.close());

const run = (config: Record<string, unknown> = {}) => openSlack(server, config);
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
    const few = slackSelf({}, "groups:read");
    server.answer({ "GET /auth.test": few });
    expect((await slack.test(run().source)).access).toEqual({
      "channels:read": "granted",
      "channels:history": "missing",
      "chat:write": "missing",
    });
  });

  test("says that a token is wrong", async () => {
    server.answer({ "GET /auth.test": slackRefusal("invalid_auth") });
    await expect(slack.test(run().source)).rejects.toMatchObject({
      ...{ reason: "no_permission", detail: "invalid_auth" },
    });
  });
});

describe("a test message", () => {
  test("goes to the alert channel", async () => {
    server.answer({ "POST /chat.postMessage": slackPosted() });
    await slack.message?.(run().source, "It works.");
    expect(server.asked.at(-1)).toMatchObject({
      method: "POST",
      headers: { authorization: "Bearer xoxb-a-very-secret-token" },
      body: JSON.stringify({ channel: "C0000000001", text: "It works." }),
    });
  });

  test("is refused in Slack's words, and where no channel is declared", async () => {
    server.answer({
      "POST /chat.postMessage": slackRefusal("missing_scope", { needed: "chat:write" }),
    });
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
    server.answer({ "GET /conversations.info": slackChannel({ is_member: false }) });
    expect(await check("channel.bot-member")).toMatchObject({ verdict: "fail" });
    server.answer({ "GET /conversations.info": slackChannel({ is_archived: true }) });
    expect(await check("channel.bot-member")).toMatchObject({ verdict: "fail" });
  });

  test("is unknown with a person's token and without a declared channel", async () => {
    expect(await check("channel.bot-member", {}, { alertChannel: "" })).toMatchObject({
      ...{ reason: "not_declared", reading: { detail: "alertChannel" } },
    });
    server.answer({ "GET /auth.test": slackSelf({ bot_id: undefined }) });
    expect(await check("channel.bot-member")).toMatchObject({ reason: "no_permission" });
  });

  test("finds a channel by its name, over several pages", async () => {
    server.answer({
      "GET /conversations.list": ({ path }) =>
        path.includes("cursor=more")
          ? slackChannels([{ id: "C0000000001", name: "alerts" }])
          : slackChannels([{ id: "C0000000008", name: "general" }], "more"),
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
  const scoped = (scopes: string) => server.answer({ "GET /auth.test": slackSelf({}, scopes) });
  const listed = () =>
    server.answer({
      "GET /conversations.list": ({ path }) => {
        const types = new URL(path, server.url).searchParams.get("types") ?? "";
        // As Slack does: one kind too many, and nothing is listed.
        return types === "public_channel"
          ? slackChannels([{ id: "C0000000001", name: "alerts" }])
          : slackRefusal("missing_scope", { needed: "groups:read" });
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
        return slackChannels([], `page-${page}`);
      },
    });
    expect(await check("channel.bot-member", {}, { alertChannel: "#alerts" })).toMatchObject({
      ...{ verdict: "unknown", reason: "too_large", reading: { detail: "#alerts" } },
    });
  });
});

test.each([
  ["no permission", slackRefusal("missing_scope", { needed: "channels:read" }), "no_permission"],
  ["a channel that is gone", slackRefusal("channel_not_found"), "not_found"],
  ["what Slack does not accept", slackRefusal("invalid_arguments"), "query_refused"],
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
