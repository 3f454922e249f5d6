import { Prisma } from "#lib/platform/db/generated/client.ts";

/** What a reader looks for among events; absent filters let everything through. */
export type EventFilters = {
  actor?: string | undefined;
  action?: string | undefined;
  subject?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  text?: string | undefined;
};

/** The filters as conditions on `e`, a row of audit_events. */
export function matches(organizationId: string, filters: EventFilters): Prisma.Sql {
  const { actor, action, subject, from, to, text } = filters;
  const conditions = [Prisma.sql`true`];
  if (actor) conditions.push(Prisma.sql`e.actor_id = ${actor}::uuid`);
  if (action?.includes(".")) conditions.push(Prisma.sql`e.action = ${action}`);
  else if (action) conditions.push(Prisma.sql`starts_with(e.action, ${`${action}.`})`);
  if (subject) conditions.push(Prisma.sql`e.subject_id = ${subject}::uuid`);
  if (from) conditions.push(Prisma.sql`e.occurred_at >= ${from}::timestamptz`);
  if (to) conditions.push(Prisma.sql`e.occurred_at < ${to}::timestamptz`);
  if (text) conditions.push(mentions(organizationId, text));
  return Prisma.join(conditions, " AND ");
}

/** The text in a changed value or a reason, or in the name of the actor or the item. */
function mentions(organizationId: string, text: string): Prisma.Sql {
  const pattern = like(text);
  // Bodies are JSON: quotes and backslashes stand escaped there.
  const inJson = like(JSON.stringify(text).slice(1, -1));
  return Prisma.sql`(
    (e.body ILIKE ${inJson} AND (e.body::jsonb ->> 'before' ILIKE ${inJson}
      OR e.body::jsonb ->> 'after' ILIKE ${inJson} OR e.body::jsonb ->> 'reason' ILIKE ${pattern}))
    OR e.subject_id IN (SELECT i.id FROM items i WHERE i.organization_id = ${organizationId}::uuid
      AND (i.code ILIKE ${pattern} OR i.title ILIKE ${pattern} OR i.title_ko ILIKE ${pattern}))
    OR e.actor_id IN (SELECT u.id FROM users u JOIN members m ON m.user_id = u.id
      WHERE m.organization_id = ${organizationId}::uuid AND u.name ILIKE ${pattern}))`;
}

function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}
