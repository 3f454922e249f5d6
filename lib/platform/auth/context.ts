import type { Locale } from "#lib/platform/i18n/locales.ts";
import type { OrganizationRole } from "./permissions.ts";
import type { Scope } from "./scopes.ts";
import type { Stage } from "./stage.ts";

/** From where a request came; kept beside audit events. */
export type Origin = { ip: string | null; userAgent: string | null };

/** Names one request of a client that must not be carried out twice. */
export type Idempotency = { key: string; requestHash: Uint8Array<ArrayBuffer> };

/** What is known of a request before anybody is signed in. */
export type PublicContext = {
  requestId: string;
  origin: Origin;
  locale: Locale;
  /** The clock; tests and the sample data bring their own. */
  now: () => Date;
};

/**
 * Through what a person acts; `link` is the setup code or a set-password link. `nothing`: somebody
 * who only claims to be this person, such as in a refused sign-in.
 */
export type Actor =
  /** `verifiedAt`: when the person last proved that it is them; null: not in this session. */
  | { type: "session"; sessionId: string; verifiedAt: Date | null }
  /** `projectId`: the only project that the token reaches; null: all of its owner's. */
  | { type: "token"; tokenId: string; scopes: readonly Scope[]; projectId: string | null }
  /** A directory, with a token that the person made for it. */
  | { type: "scim"; tokenId: string }
  | { type: "link" }
  /** An identity provider has said who they are; the session is still to be opened. */
  | { type: "provider"; providerId: string }
  /** Nobody: the server by itself, or its command line; see `systemContext`. */
  | { type: "system" }
  | { type: "nothing" };

/** A signed-in person, for queries and verbs. Made by the platform only, never from a client's words. */
export type Context = PublicContext & {
  organizationId: string;
  userId: string;
  organizationRole: OrganizationRole;
  actor: Actor;
  stage: Stage;
  /** The zone that they chose to see times in; null or absent: that of the browser. */
  timeZone?: string | null;
  idempotency: Idempotency | null;
};

/** The zone in which to show somebody times where no browser says one. */
export const readerZone = ({ timeZone }: Pick<Context, "timeZone">): string => timeZone ?? "UTC";
