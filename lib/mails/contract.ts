import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { cursor, id, limit } from "#lib/platform/http/fields.ts";
import { mailStates } from "./choices.ts";

export const Mail = z.strictObject({
  id: z.uuid(),
  recipient: z.string(),
  /** What it is about, such as `invitation`. */
  template: z.string(),
  /** `failed`: given up. */
  state: z.enum(mailStates),
  attempts: z.int(),
  createdAt: z.iso.datetime(),
  /** When it is tried next; null: not any more. */
  nextAttemptAt: z.iso.datetime().nullable(),
  sentAt: z.iso.datetime().nullable(),
  failedAt: z.iso.datetime().nullable(),
  /** Why the last attempt failed, in the mail server's words. */
  lastError: z.string().nullable(),
  /** Whether it can be tried again: what it says is forgotten once it is sent or too old. */
  repeatable: z.boolean(),
});
export type Mail = z.infer<typeof Mail>;

export const listMailsEndpoint = endpoint({
  operationId: "listMails",
  method: "GET",
  path: "/organization/mails",
  summary: "List the mails that were or are to be sent, the latest first",
  access: "members.manage",
  query: z.strictObject({
    state: z.enum(mailStates).optional(),
    cursor: cursor.optional(),
    limit: limit(50, 200),
  }),
  response: z.strictObject({
    /** Whether a mail server is configured. */
    enabled: z.boolean(),
    mails: z.array(Mail),
    nextCursor: z.string().nullable(),
  }),
});

export const retryMailEndpoint = endpoint({
  operationId: "retryMail",
  method: "POST",
  path: "/organization/mails/{mailId}/retry",
  summary: "Try at once to send a mail that waits or was given up",
  access: "members.manage",
  params: z.strictObject({ mailId: id }),
  response: Mail,
});
