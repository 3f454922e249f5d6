// What Slack answers, for tests of its checks.
import { slack } from "#lib/integrations/providers/slack/provider.ts";
import { openProvider } from "./provider-run.ts";
import {
  type RecordedAnswer,
  type RecordedServer,
  startRecordedServer,
} from "./recorded-answers.ts";

const SCOPES = "channels:read,channels:history,chat:write";

export const refusal = (error: string, more = {}): RecordedAnswer => ({
  json: { ok: false, error, ...more },
});

/** Whose token it is. */
export const identity = (own: Record<string, unknown> = {}): RecordedAnswer => ({
  headers: { "x-oauth-scopes": SCOPES },
  json: {
    ...{ ok: true, url: "https://acme.slack.com/", team: "Acme", user: "preflight" },
    ...{ team_id: "T0000000001", user_id: "U0000000001", bot_id: "B0000000001", ...own },
  },
});

export const channel = (own: Record<string, unknown> = {}): RecordedAnswer => ({
  json: {
    ok: true,
    channel: { id: "C0000000001", name: "alerts", is_member: true, is_archived: false, ...own },
  },
});

export const message = (name: string, text: string, more = {}) => ({
  ...{ type: "message", subtype: "bot_message", ts: String(Date.now() / 1_000 - 60), text },
  ...{ bot_id: "B0000000009", bot_profile: { name, app_id: "A0000000009" }, ...more },
});

export const history = (...messages: object[]): RecordedAnswer => ({
  json: { ok: true, messages, has_more: false },
});

/** A Slack with a bot in its channels, in which nobody has said anything. */
export const startSlack = (): Promise<RecordedServer> =>
  startRecordedServer({
    "GET /auth.test": identity(),
    "GET /conversations.info": channel(),
    "GET /conversations.history": history(),
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
