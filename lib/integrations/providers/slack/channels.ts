import { z } from "zod";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { ChannelField, SlackSource } from "./source.ts";

const listed = z.looseObject({
  channels: z.array(z.looseObject({ id: z.string(), name: z.string() })),
  response_metadata: z.looseObject({ next_cursor: z.string().optional() }).optional(),
});

const ID = /^[CGD][A-Z0-9]{8,}$/;
const PAGES = 15;

/** The ID of a declared channel; null where none is declared. Throws ProviderError for one that is not there. */
export async function channelId(source: SlackSource, field: ChannelField): Promise<string | null> {
  const declared = source.channels[field].trim().replace(/^#/, "");
  if (!declared) return null;
  if (ID.test(declared)) return declared;
  let cursor = "";
  for (let page = 0; page < PAGES; page++) {
    const answer = await source.get("conversations.list", listed, {
      ...{ types: "public_channel,private_channel", limit: "200" },
      ...(cursor ? { cursor } : {}),
    });
    const found = answer.channels.find(({ name }) => name === declared);
    if (found) return found.id;
    cursor = answer.response_metadata?.next_cursor ?? "";
    if (!cursor) break;
  }
  throw new ProviderError("not_found", `#${declared}`);
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
type Message = z.infer<typeof message>;

const history = z.looseObject({ messages: z.array(message) });

/** The newest messages of a channel since `oldest`, at most 100. */
export async function messagesSince(
  source: SlackSource,
  channel: string,
  oldest: Date,
): Promise<Message[]> {
  // Whole hours, so that what is asked for in one run is the same question.
  const hour = Math.floor(oldest.getTime() / 3_600_000) * 3_600;
  const { messages } = await source.get("conversations.history", history, {
    ...{ channel, oldest: String(hour), limit: "100" },
  });
  return messages;
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
  return JSON.stringify([text, attachments, blocks]);
}
