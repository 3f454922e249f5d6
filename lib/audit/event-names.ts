import type { AuditBody, Json } from "#lib/platform/audit/event.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { db } from "#lib/platform/db/read.ts";
import type { AuditLabel } from "./contract.ts";

export type Names = ReadonlyMap<string, AuditLabel>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const isId = (value: unknown): value is string => typeof value === "string" && UUID.test(value);

/** The ids that stand as values in the changed fields. */
export function referencedIds(fields: Record<string, Json> | undefined): string[] {
  return Object.values(fields ?? {})
    .flat()
    .filter(isId);
}

/** What people, items, headings, projects, invitations, mails and tokens of the reader's organisation are called now. */
export async function readNames(ctx: Context, bodies: readonly AuditBody[]): Promise<Names> {
  const ids = new Set(
    bodies.flatMap((body) => [
      ...[body.actor.id, body.actor.token, body.subject.id].filter(isId),
      ...referencedIds(body.before),
      ...referencedIds(body.after),
    ]),
  );
  if (ids.size === 0) return new Map();
  const wanted = [...ids];
  const rows = await db.$queryRaw<(AuditLabel & { id: string })[]>`
    SELECT u.id, NULL AS code, u.name AS text, NULL AS "textKo"
    FROM users u JOIN members m ON m.user_id = u.id
    WHERE u.id = ANY(${wanted}::uuid[]) AND m.organization_id = ${ctx.organizationId}::uuid
    UNION ALL
    SELECT id, code, title, title_ko FROM items
    WHERE id = ANY(${wanted}::uuid[]) AND organization_id = ${ctx.organizationId}::uuid
    UNION ALL
    SELECT id, code, title, title_ko FROM headings
    WHERE id = ANY(${wanted}::uuid[]) AND organization_id = ${ctx.organizationId}::uuid
    UNION ALL
    SELECT id, NULL, title, NULL FROM widgets
    WHERE id = ANY(${wanted}::uuid[]) AND organization_id = ${ctx.organizationId}::uuid
    UNION ALL
    SELECT id, NULL, name, NULL FROM projects
    WHERE id = ANY(${wanted}::uuid[]) AND organization_id = ${ctx.organizationId}::uuid
    UNION ALL
    SELECT id, NULL, email, NULL FROM invitations
    WHERE id = ANY(${wanted}::uuid[]) AND organization_id = ${ctx.organizationId}::uuid
    UNION ALL
    SELECT id, NULL, recipient, NULL FROM mails
    WHERE id = ANY(${wanted}::uuid[]) AND organization_id = ${ctx.organizationId}::uuid
    UNION ALL
    SELECT id, NULL, name, NULL FROM identity_providers
    WHERE id = ANY(${wanted}::uuid[]) AND organization_id = ${ctx.organizationId}::uuid
    UNION ALL
    SELECT id, NULL, name, NULL FROM checks
    WHERE id = ANY(${wanted}::uuid[]) AND organization_id = ${ctx.organizationId}::uuid
    UNION ALL
    SELECT id, NULL, name, NULL FROM integrations
    WHERE id = ANY(${wanted}::uuid[]) AND organization_id = ${ctx.organizationId}::uuid
    UNION ALL
    SELECT id, NULL, name, NULL FROM api_tokens
    WHERE id = ANY(${wanted}::uuid[]) AND organization_id = ${ctx.organizationId}::uuid
    UNION ALL
    SELECT id, NULL, name, NULL FROM scim_tokens
    WHERE id = ANY(${wanted}::uuid[]) AND organization_id = ${ctx.organizationId}::uuid
    UNION ALL
    SELECT id, NULL, display_name, NULL FROM groups
    WHERE id = ANY(${wanted}::uuid[]) AND organization_id = ${ctx.organizationId}::uuid`;
  return new Map(rows.map(({ id, ...label }) => [id, label]));
}

/** What the event itself calls its subject, for one that has no row with a name. */
export function ownLabel(body: AuditBody): AuditLabel | null {
  const fields = body.after ?? body.before ?? {};
  const text = fields.title ?? fields.name ?? fields.email;
  if (typeof text !== "string") return null;
  const code = typeof fields.code === "string" ? fields.code : null;
  return { code, text, textKo: typeof fields.titleKo === "string" ? fields.titleKo : null };
}
