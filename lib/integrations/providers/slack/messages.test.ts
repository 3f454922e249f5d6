import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readSignal } from "#lib/integrations/run-check.ts";
import type { RecordedServer } from "#lib/testing/recorded-answers.ts";
import {
  openSlack,
  slackHistory,
  slackMessage,
  slackRefusal,
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

describe("a channel with many messages", () => {
  const NAME = "channel.deploy-message-recent";
  const settings = { notifier: "deploy bot", deployedRelease: "3f9c2ab" };
  test("is read on until the message is found", async () => {
    server.answer({
      "GET /conversations.history": ({ path }) =>
        path.includes("cursor=second")
          ? slackHistory([slackMessage("deploy bot", "Deployed 3f9c2ab")], "third")
          : slackHistory([slackMessage("somebody", "Good morning")], "second"),
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
        return slackHistory([slackMessage("somebody", "Good morning")], `page-${pages}`);
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
  server.answer({ "GET /conversations.history": slackHistory([slackMessage("deploy bot", text)]) });
  const settings = { notifier: "deploy bot", deployedRelease };
  expect(await check("channel.deploy-message-recent", settings)).toMatchObject({ verdict });
});

test("a run is not named by the number of another", async () => {
  server.answer({
    "GET /conversations.history": slackHistory([slackMessage("ci", "Failed: #123")]),
  });
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
    server.answer({
      "GET /conversations.history": slackHistory([slackMessage("deploy bot", text)]),
    });
    expect(await check(name, notifier)).toMatchObject({ verdict: "pass" });
    expect(await check(name, { ...notifier, [setting]: named })).toMatchObject({ verdict: "pass" });
    expect(await check(name, { notifier: "A0000000009" })).toMatchObject({ verdict: "pass" });
    const attached = slackMessage("deploy bot", "", { attachments: [{ fallback: text }] });
    server.answer({ "GET /conversations.history": slackHistory([attached]) });
    expect(await check(name, notifier)).toMatchObject({ verdict: "pass" });
  });

  test("fails when the app names nothing, or something else", async () => {
    server.answer({
      "GET /conversations.history": slackHistory([slackMessage("deploy bot", "All well")]),
    });
    expect(await check(name, notifier)).toMatchObject({ verdict: "fail" });
    server.answer({
      "GET /conversations.history": slackHistory([slackMessage("deploy bot", text)]),
    });
    expect(await check(name, { ...notifier, [setting]: "0000777" })).toMatchObject({
      verdict: "fail",
    });
  });

  test("does not take others' words for the app's", async () => {
    server.answer({ "GET /conversations.history": slackHistory([slackMessage("somebody", text)]) });
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
    server.answer({ "GET /conversations.history": slackRefusal("not_in_channel") });
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

test("the age of the last message is in seconds, or nothing", async () => {
  const read = () => readSignal(slack, run().source, "last_message_age", { channel: "ci" });
  expect(await read()).toEqual({ value: null });
  server.answer({ "GET /conversations.history": slackHistory([slackMessage("x", "y")]) });
  const { value } = await read();
  expect(value).toBeGreaterThanOrEqual(59);
  expect(value).toBeLessThan(70);
});
