// What Slack answers. A field that Slack does not publish for an answer, or of another type, is an error
// of the types (https://github.com/slackapi/node-slack-sdk).
import type {
  AuthTestResponse,
  ChatPostMessageResponse,
  ConversationsHistoryResponse,
  ConversationsInfoResponse,
  ConversationsListResponse,
} from "@slack/web-api";
import { slack } from "#lib/integrations/providers/slack/provider.ts";
import { openProvider } from "./provider-run.ts";
import {
  type RecordedAnswer,
  type RecordedServer,
  startRecordedServer,
} from "./recorded-answers.ts";

const SCOPES = "channels:read,channels:history,chat:write";

type Channel = NonNullable<ConversationsInfoResponse["channel"]>;
type ListedChannel = NonNullable<ConversationsListResponse["channels"]>[number];
type Message = NonNullable<ConversationsHistoryResponse["messages"]>[number];

/** Every method refuses in the same fields. */
type Refusal = AuthTestResponse & ChatPostMessageResponse & ConversationsHistoryResponse;

type Own<Published> = { [Field in keyof Published]?: Published[Field] | undefined };

// Written out without spreads: the types look for unpublished fields in plain literals alone.
const self: AuthTestResponse = {
  ok: true,
  url: "https://acme.slack.com/",
  team: "Acme",
  user: "preflight",
  team_id: "T0000000001",
  user_id: "U0000000001",
  bot_id: "B0000000001",
};
const channel: Channel = {
  id: "C0000000001",
  name: "alerts",
  is_member: true,
  is_archived: false,
};
const posted: ChatPostMessageResponse = { ok: true, channel: "C0000000001", ts: "1.2" };

export const slackRefusal = (
  error: string,
  more: Pick<Refusal, "needed" | "provided"> = {},
): RecordedAnswer => {
  const refusal: Refusal = { ok: false, error };
  return { json: { ...refusal, ...more } };
};

/** Who the token is, with its scopes, which Slack names in a header. */
export const slackSelf = (own: Own<AuthTestResponse> = {}, scopes = SCOPES): RecordedAnswer => ({
  headers: { "x-oauth-scopes": scopes },
  json: { ...self, ...own },
});

export const slackChannel = (own: Channel = {}): RecordedAnswer => {
  const answer: ConversationsInfoResponse = { ok: true, channel: { ...channel, ...own } };
  return { json: answer };
};

/** A page of channels; `next` leads to the one after it. */
export const slackChannels = (channels: ListedChannel[], next = ""): RecordedAnswer => {
  const answer: ConversationsListResponse = {
    ok: true,
    channels,
    response_metadata: { next_cursor: next },
  };
  return { json: answer };
};

/** A message of an app, a minute old. */
export const slackMessage = (name: string, text: string, more: Message = {}): Message => {
  const message: Message = {
    type: "message",
    subtype: "bot_message",
    ts: String(Date.now() / 1_000 - 60),
    text,
    bot_id: "B0000000009",
    bot_profile: { name, app_id: "A0000000009" },
  };
  return { ...message, ...more };
};

/** A page of messages, the newest first; `next` leads to the one after it. */
export const slackHistory = (messages: Message[], next = ""): RecordedAnswer => {
  const answer: ConversationsHistoryResponse = { ok: true, messages, has_more: next !== "" };
  if (next) answer.response_metadata = { next_cursor: next };
  return { json: answer };
};

export const slackPosted = (): RecordedAnswer => ({ json: posted });

/** A Slack with a bot in its channels, in which nobody has said anything. */
export const startSlack = (): Promise<RecordedServer> =>
  startRecordedServer({
    "GET /auth.test": slackSelf(),
    "GET /conversations.info": slackChannel(),
    "GET /conversations.history": slackHistory([]),
  });

/** A connection with all three channels declared. */
export const openSlack = (server: RecordedServer, config: Record<string, unknown> = {}) =>
  openProvider(
    slack,
    {
      ...{ baseUrl: server.url, alertChannel: "C0000000001" },
      ...{ deployChannel: "C0000000002", ciChannel: "C0000000003", ...config },
    },
    { token: "xoxb-a-very-secret-token" },
  );
