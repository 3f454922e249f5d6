import { z } from "zod";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { ChannelField, SlackSource } from "./source.ts";

const listed = z.looseObject({
  channels: z.array(z.looseObject({ id: z.string(), name: z.string() })),
  response_metadata: z.looseObject({ next_cursor: z.string().optional() }).optional(),
});

const ID = /^[CGD][A-Z0-9]{8,}$/;
const PAGES = 15;

/**
 * The ID of a declared channel; null where none is declared. Throws ProviderError for one that is not
 * there, and `too_large` where it is not among those that we look through.
 */
export async function channelId(source: SlackSource, field: ChannelField): Promise<string | null> {
  const declared = source.channels[field].trim().replace(/^#/, "");
  if (!declared) return null;
  if (ID.test(declared)) return declared;
  const wanted = declared.toLowerCase();
  const types = await visibleTypes(source);
  let cursor = "";
  for (let page = 0; page < PAGES; page++) {
    const answer = await source.get("conversations.list", listed, {
      ...{ types, limit: "200" },
      ...(cursor ? { cursor } : {}),
    });
    const found = answer.channels.find(({ name }) => name === wanted);
    if (found) return found.id;
    cursor = answer.response_metadata?.next_cursor ?? "";
    if (!cursor) throw new ProviderError("not_found", `#${declared}`);
  }
  throw new ProviderError("too_large", `#${declared}`);
}

/** Slack refuses the whole list to who asks for a kind of channel without its scope. */
async function visibleTypes(source: SlackSource): Promise<string> {
  const scopes = (await source.scopes()) ?? [];
  const [open, closed] = [scopes.includes("channels:read"), scopes.includes("groups:read")];
  if (open === closed) return "public_channel,private_channel";
  return open ? "public_channel" : "private_channel";
}

const message = z.looseObject({
  ts: z.string(),
  text: z.string().nullish(),
  username: z.string().nullish(),
  bot_id: z.string().nullish(),
  app_id: z.string().nullish(),
  bot_profile: z
    .looseObject({ name: z.string().nullish(), app_id: z.string().nullish() })
    .nullish(),
  attachments: z.unknown().optional(),
  blocks: z.unknown().optional(),
});
export type Message = z.infer<typeof message>;

const history = z.looseObject({
  messages: z.array(message),
  response_metadata: z.looseObject({ next_cursor: z.string().optional() }).nullish(),
});
const HISTORY_PAGES = 10;

/**
 * The messages of a channel since `oldest`, newest first, until one of them `isWanted`; `whole` is false
 * where there are more than we read.
 */
export async function messagesSince(
  source: SlackSource,
  channel: string,
  oldest: Date,
  isWanted: (message: Message) => boolean,
): Promise<{ messages: Message[]; whole: boolean }> {
  // Whole hours, so that what is asked for in one run is the same question.
  const hour = Math.floor(oldest.getTime() / 3_600_000) * 3_600;
  const found: Message[] = [];
  let cursor = "";
  for (let page = 0; page < HISTORY_PAGES; page++) {
    const { messages, response_metadata: more } = await source.get(
      "conversations.history",
      history,
      { ...{ channel, oldest: String(hour), limit: "100" }, ...(cursor ? { cursor } : {}) },
    );
    found.push(...messages);
    cursor = more?.next_cursor ?? "";
    if (!cursor || messages.some(isWanted)) return { messages: found, whole: true };
  }
  return { messages: found, whole: false };
}

/** Whether a message is by the app with this name or ID. */
export function isBy(app: string, { username, bot_id, app_id, bot_profile }: Message): boolean {
  const wanted = app.trim().toLowerCase();
  return [username, bot_id, app_id, bot_profile?.name, bot_profile?.app_id].some(
    (each) => each?.toLowerCase() === wanted,
  );
}

/** All that a message says: its text, and what is in attachments and blocks. */
export function wordsOf({ text, attachments, blocks }: Message): string {
  // The letter of an escaped line end is no part of the word after it.
  return JSON.stringify([text, attachments, blocks]).replace(/\\[nrt]/g, " ");
}

/** With a letter, as the number of a run is no beginning of another. */
const COMMIT = /^(?=.*[a-f])[0-9a-f]{7,40}$/i;

/**
 * Whether words name a release or a run, as a word of its own: `12` is not in `123`, nor `1.2.0` in
 * `11.2.0`. A commit is named by its first seven digits, too.
 */
export function isNamedIn(words: string, named: string): boolean {
  const wanted = named.trim().replace(/^v(?=\d)/i, "");
  const literal = wanted.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
  if (new RegExp(`(?<!\\w|\\d\\.)v?${literal}(?!\\w|\\.\\d)`, "i").test(words)) return true;
  const commit = COMMIT.test(wanted) ? wanted.toLowerCase() : null;
  const others = words.toLowerCase().match(/\b[0-9a-f]{7,40}\b/g) ?? [];
  return (
    commit !== null && others.some((each) => commit.startsWith(each) || each.startsWith(commit))
  );
}
