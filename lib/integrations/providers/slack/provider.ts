import { z } from "zod";
import type { AccessState } from "#lib/integrations/choices.ts";
import { defineProvider, type TestResult } from "#lib/integrations/provider.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import { channelId } from "./channels.ts";
import { botMember, ciFailureMessage, deployMessageRecent, lastMessageAge } from "./checks.ts";
import { config, credentials, openSource, type SlackSource } from "./source.ts";

const self = z.looseObject({ user: z.string().optional(), team: z.string().optional() });

async function test(source: SlackSource): Promise<TestResult> {
  const { user = "?", team = "?" } = await source.get("auth.test", self);
  const scopes = await source.scopes();
  const has = (...either: string[]): AccessState => {
    if (scopes === null) return "unknown";
    return either.some((each) => scopes.includes(each)) ? "granted" : "missing";
  };
  return {
    account: `${user} · ${team}`,
    access: {
      "channels:read": has("channels:read", "groups:read"),
      "channels:history": has("channels:history", "groups:history"),
      "chat:write": has("chat:write"),
    },
  };
}

/** Writes `text` into the alert channel. Throws ProviderError. */
async function sendMessage(source: SlackSource, text: string): Promise<void> {
  const channel = await channelId(source, "alertChannel");
  if (channel === null) throw new ProviderError("not_declared", "alertChannel");
  await source.post("chat.postMessage", { channel, text });
}

/** Slack, by the token of a bot. */
export const slack = defineProvider({
  id: "slack",
  config,
  credentials,
  open: openSource,
  test,
  message: sendMessage,
  checks: {
    "channel.bot-member": botMember,
    "channel.deploy-message-recent": deployMessageRecent,
    "channel.ci-failure-message": ciFailureMessage,
  },
  signals: { last_message_age: lastMessageAge },
  presets: [
    { name: "last_message", signal: "last_message_age", params: {}, kind: "number", unit: "s" },
  ],
  pace: { calls: 1, perSeconds: 1 },
});
