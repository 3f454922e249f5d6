import canonicalize from "canonicalize";
import type { Context } from "#lib/platform/auth/context.ts";
import type { AuditOriginReference } from "./origin.ts";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What a verb says of one change; the gate adds who, when, from where and the place in the chain. */
export type Recorded = {
  /** Noun and past participle, such as `item.claimed`. */
  action: string;
  subject: { type: string; id: string };
  /** The changed fields before and after; absent for what did not exist or is gone. */
  before?: Record<string, Json>;
  after?: Record<string, Json>;
  reason?: string | null;
};

/** The stored body of an audit event; docs/audit.md describes it field by field. */
export type AuditBody = Recorded & {
  v: 1;
  stream: string;
  seq: number;
  at: string;
  actor: {
    /** Null where nobody did it. */
    id: string | null;
    via: "session" | "token" | "link" | "provider" | "scim" | "system" | "nothing";
    token?: string;
  };
  origin: AuditOriginReference;
  request: string;
};

type Place = { stream: string; seq: number; at: Date; origin: AuditOriginReference };

/** The canonical JSON (RFC 8785) of one event; its UTF-8 bytes are what the chain's hashes cover. */
export function auditBody(ctx: Context, place: Place, recorded: Recorded): string {
  const body: AuditBody = {
    ...recorded,
    v: 1,
    stream: place.stream,
    seq: place.seq,
    at: place.at.toISOString(),
    actor: {
      id: ctx.actor.type === "system" ? null : ctx.userId,
      via: ctx.actor.type,
      ...("tokenId" in ctx.actor ? { token: ctx.actor.tokenId } : {}),
    },
    origin: place.origin,
    request: ctx.requestId,
  };
  const text = canonicalize(body);
  if (text === undefined) throw new TypeError("An audit event must be a JSON object.");
  return text;
}
