import { z } from "zod";
import { judge, unknown } from "#lib/integrations/finding.ts";
import { defineCheck, defineSignal, type Finding } from "#lib/integrations/provider.ts";
import { channelId, isBy, isNamedIn, type Message, messagesSince, wordsOf } from "./channels.ts";
import type { ChannelField, SlackSource } from "./source.ts";

const self = z.looseObject({ user: z.string().optional(), bot_id: z.string().optional() });
const info = z.looseObject({
  channel: z.looseObject({
    name: z.string().optional(),
    is_member: z.boolean().optional(),
    is_archived: z.boolean().optional(),
  }),
});

export const botMember = defineCheck({
  settings: z.strictObject({}),
  needs: ["channels:read"],
  run: async (source: SlackSource) => {
    const { user = null, bot_id: bot = null } = await source.get("auth.test", self);
    // Whether a person is a member says nothing of the bot.
    if (bot === null) return unknown("no_permission", { user, bot_id: null }, "bot token");
    const id = await channelId(source, "alertChannel");
    if (id === null) return unknown("not_declared", {}, "alertChannel");
    const { channel } = await source.get("conversations.info", info, { channel: id });
    const { name = id, is_member: member = false, is_archived: archived = false } = channel;
    return judge(member && !archived, {
      name,
      bot: user,
      is_member: member,
      is_archived: archived,
    });
  },
});

const ANY = "*";

const common = {
  /** Name or ID of the app that writes. */
  notifier: z.string().max(100).default(""),
  withinDays: z.number().min(1).max(90).default(7),
};

type Sought = { field: ChannelField; notifier: string; days: number; named: RegExp | string };

/** The newest message of the app in the channel must name what is sought. */
async function judgeMessages(source: SlackSource, sought: Sought): Promise<Finding> {
  const { field, notifier, days, named } = sought;
  if (!notifier) return unknown("not_declared", {}, "notifier");
  const id = await channelId(source, field);
  if (id === null) return unknown("not_declared", {}, field);
  const since = new Date(source.now().getTime() - days * 86_400_000);
  const isOwn = (each: Message) => isBy(notifier, each);
  const names = (each: Message) =>
    typeof named === "string" ? isNamedIn(wordsOf(each), named) : named.test(wordsOf(each));
  const isNaming = (each: Message) => isOwn(each) && names(each);
  const { messages, whole } = await messagesSince(source, id, since, isNaming);
  const own = messages.filter(isOwn);
  const naming = messages.filter(isNaming);
  const [newest] = naming;
  const seen = {
    messages: messages.length,
    by_notifier: own.length,
    naming: naming.length,
    newest: newest ? new Date(Number(newest.ts) * 1_000).toISOString() : null,
  };
  if (naming.length === 0 && !whole) return unknown("no_data", seen);
  // Nobody has said what was deployed, and nobody wrote of it: perhaps there was nothing.
  if (own.length === 0 && typeof named !== "string") return unknown("no_data", seen);
  const limit = { notifier, within_days: days, ...(typeof named === "string" ? { named } : {}) };
  return judge(naming.length > 0, seen, limit);
}

/** A commit or a version number. */
const RELEASE = /\b(?=[0-9a-f]*\d)[0-9a-f]{7,40}\b|\bv?\d+\.\d+(\.\d+)?\b/i;
/** A run by its address or its number. */
const RUN = /\/(runs|pipelines|builds?|jobs?|workflows)\/[\w-]*\d|#\d+/i;

export const deployMessageRecent = defineCheck({
  settings: z.strictObject({
    ...common,
    /** The commit or version that was deployed last; `*`: any. */
    deployedRelease: z.string().max(100).default(ANY),
  }),
  needs: ["channels:history"],
  run: (source: SlackSource, { notifier, withinDays: days, deployedRelease }) =>
    judgeMessages(source, {
      field: "deployChannel",
      notifier,
      days,
      named: deployedRelease === ANY ? RELEASE : deployedRelease,
    }),
});

export const ciFailureMessage = defineCheck({
  settings: z.strictObject({
    ...common,
    /** Number or address of the run that failed last; `*`: any. */
    failedRun: z.string().max(200).default(ANY),
  }),
  needs: ["channels:history"],
  run: (source: SlackSource, { notifier, withinDays: days, failedRun }) =>
    judgeMessages(source, {
      field: "ciChannel",
      notifier,
      days,
      named: failedRun === ANY ? RUN : failedRun,
    }),
});

/** Seconds since the last message in one of the declared channels; null without one in 30 days. */
export const lastMessageAge = defineSignal({
  params: z.strictObject({ channel: z.enum(["alert", "deploy", "ci"]).default("deploy") }),
  needs: ["channels:history"],
  read: async (source: SlackSource, { channel }) => {
    const id = await channelId(source, `${channel}Channel`);
    if (id === null) return { value: null };
    const now = source.now().getTime();
    const since = new Date(now - 30 * 86_400_000);
    const { messages } = await messagesSince(source, id, since, () => true);
    const [newest] = messages;
    return { value: newest ? Math.max(0, Math.round(now / 1_000 - Number(newest.ts))) : null };
  },
});
