import { z } from "zod";
import type { UnknownReason } from "#lib/integrations/choices.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { Reader } from "#lib/integrations/reader.ts";
import { refusalOf } from "#lib/integrations/refusal.ts";

/** A name such as `#alerts`, or an ID such as `C0123456789`. */
const channel = z.string().max(100).default("");

export const config = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }).default("https://slack.com/api"),
  alertChannel: channel,
  deployChannel: channel,
  ciChannel: channel,
});

export const credentials = z.strictObject({ token: z.string().min(1) });

export type ChannelField = "alertChannel" | "deployChannel" | "ciChannel";

export type SlackSource = {
  channels: Record<ChannelField, string>;
  now: () => Date;
  /** Calls a method that reads. Throws ProviderError, also for `ok: false`. */
  get: <T>(method: string, shape: z.ZodType<T>, query?: Record<string, string>) => Promise<T>;
  /** Calls a method that writes. */
  post: (method: string, body: Record<string, string>) => Promise<void>;
  /** The scopes of the token; null where the answer does not name them. */
  scopes: () => Promise<string[] | null>;
};

// https://docs.slack.dev/reference/methods: what Slack says in place of a status.
const REASONS: Record<string, UnknownReason> = {
  ...Object.fromEntries(
    [
      ...["missing_scope", "not_allowed_token_type", "no_permission", "access_denied"],
      ...["invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"],
      ...[
        "ekm_access_denied",
        "team_access_not_granted",
        "not_in_channel",
        "enterprise_is_restricted",
      ],
    ].map((error) => [error, "no_permission" as const]),
  ),
  channel_not_found: "not_found",
  ratelimited: "rate_limited",
  rate_limited: "rate_limited",
  internal_error: "provider_error",
  fatal_error: "provider_error",
  service_unavailable: "provider_error",
  request_timeout: "provider_error",
};

const refused = z.looseObject({
  ok: z.literal(false),
  error: z.string(),
  needed: z.string().optional(),
});
const reply = z.union([z.looseObject({ ok: z.literal(true) }), refused]);

/** The client for one run, with the rights of the bot. */
export function openSource(
  { baseUrl, ...channels }: z.infer<typeof config>,
  { token }: z.infer<typeof credentials>,
  reader: Reader,
): SlackSource {
  const headers = { accept: "application/json", authorization: `Bearer ${token}` };
  const address = (method: string, query: Record<string, string> = {}) => {
    const asked = new URLSearchParams(query).toString();
    return `${baseUrl.replace(/\/+$/, "")}/${method}${asked ? `?${asked}` : ""}`;
  };
  const checked = (said: z.infer<typeof reply>): unknown => {
    if (said.ok) return said;
    const { error, needed } = refused.parse(said);
    throw new ProviderError(
      REASONS[error] ?? "query_refused",
      needed ? `${error}: ${needed}` : error,
    );
  };
  return {
    channels,
    now: reader.now,
    get: async (method, shape, query) => {
      const said = checked(await reader.json(address(method, query), reply, { headers }));
      const parsed = shape.safeParse(said);
      if (parsed.success) return parsed.data;
      throw new ProviderError("not_understood", z.prettifyError(parsed.error).slice(0, 300));
    },
    post: async (method, body) => {
      checked(
        await reader.json(address(method), reply, {
          method: "POST",
          headers: { ...headers, "content-type": "application/json; charset=utf-8" },
          body: JSON.stringify(body),
        }),
      );
    },
    scopes: async () => {
      const answer = await reader.call(address("auth.test"), { headers });
      const failure = refusalOf(answer);
      if (failure) throw failure;
      const scopes = answer.headers.get("x-oauth-scopes");
      return scopes === null ? null : scopes.split(",").map((each) => each.trim());
    },
  };
}
