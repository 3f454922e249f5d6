import type { AuditEvent } from "#lib/audit/contract.ts";

export type FieldContent = NonNullable<AuditEvent["before"]>[string];

/** A field that an event changed; undefined on the side where it did not exist. */
export interface ChangedField {
  name: string;
  before: FieldContent | undefined;
  after: FieldContent | undefined;
}

/** What people mean by the change, the most telling first. */
const TELLING = [
  "claim",
  "claimReason",
  "verdict",
  "assigneeId",
  "dueAt",
  "ttlDays",
  "title",
  "titleKo",
  "description",
  "groupId",
  "role",
  "scope",
  "itemCount",
  "name",
  "startAt",
  "archivedAt",
  "url",
  "text",
  "body",
  "expiresAt",
];

/** Kept for machines: what follows from the change, or only orders and counts. */
const BOOKKEEPING = new Set([
  "id",
  "rank",
  "claimedBy",
  "claimedAt",
  "commentId",
  "commentCount",
  "evidenceId",
  "evidenceCount",
  "revision",
  "textRevision",
  "phaseId",
]);

/** All fields of an event, telling ones first, bookkeeping last. */
export function changedFields(event: Pick<AuditEvent, "before" | "after">): ChangedField[] {
  const { before, after } = event;
  const names = new Set([...Object.keys(after ?? {}), ...Object.keys(before ?? {})]);
  return [...names]
    .map((name) => ({ name, before: before?.[name], after: after?.[name] }))
    .sort((a, b) => weight(a.name) - weight(b.name));
}

/** The fields worth a place in the list: those whose value is another one, without bookkeeping. */
export function tellingFields(event: Pick<AuditEvent, "before" | "after">): ChangedField[] {
  return changedFields(event).filter(
    ({ name, before, after }) =>
      TELLING.includes(name) && before !== after && !(isNothing(before) && isNothing(after)),
  );
}

/** Whether there is nothing to show for a value. */
export function isNothing(value: FieldContent | undefined): boolean {
  return value === undefined || value === null || value === "";
}

function weight(name: string): number {
  if (BOOKKEEPING.has(name)) return 1_000;
  const place = TELLING.indexOf(name);
  return place < 0 ? 500 : place;
}
