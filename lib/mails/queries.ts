import { z } from "zod";
import type { Context } from "#lib/platform/auth/context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import type { Mail as Row } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { env } from "#lib/platform/env.ts";
import { ForbiddenError } from "#lib/platform/errors.ts";
import { fromCursor, toCursor } from "#lib/platform/http/cursor.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import type { listMailsEndpoint, Mail } from "./contract.ts";

const keys = z.tuple([z.uuid()]);

/** Whether a mail server is configured. Without one, links are handed over by whoever makes them. */
export const mailIsOn = (): boolean => env().PREFLIGHT_SMTP_URL !== undefined;

/** The organisation's mails, the latest first. */
export async function listMails(
  ctx: Context,
  { cursor, limit, state }: Input<typeof listMailsEndpoint>,
): Promise<Output<typeof listMailsEndpoint>> {
  if (!can(ctx.organizationRole, "members.manage")) throw new ForbiddenError();
  const [before] = cursor ? fromCursor(cursor, keys) : [];
  const rows = await db.mail.findMany({
    where: {
      organizationId: ctx.organizationId,
      ...(before ? { id: { lt: before } } : {}),
      ...(state === "failed" ? { failedAt: { not: null } } : {}),
      ...(state === "sent" ? { sentAt: { not: null } } : {}),
      ...(state === "waiting" ? { sentAt: null, failedAt: null } : {}),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    enabled: mailIsOn(),
    mails: page.map(toMail),
    nextCursor: rows.length > limit && last ? toCursor([last.id]) : null,
  };
}

/** A row as the API shows it. What the mail says is nobody's business but the recipient's. */
export function toMail(row: Row): Mail {
  return {
    id: row.id,
    recipient: row.recipient,
    template: row.template,
    state: row.sentAt ? "sent" : row.failedAt ? "failed" : "waiting",
    attempts: row.attempts,
    createdAt: row.createdAt.toISOString(),
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    sentAt: row.sentAt?.toISOString() ?? null,
    failedAt: row.failedAt?.toISOString() ?? null,
    lastError: row.lastError,
    repeatable: row.content !== null,
  };
}
