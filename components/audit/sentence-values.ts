import type { AuditEvent, AuditLabel } from "#lib/audit/contract.ts";

/** The values that the sentences of `messages/<locale>/audit.json` choose their words by. */
export interface SentenceValues extends Record<string, string> {
  /** Which of an action's sentences it is. */
  kind: string;
  role: string;
  via: string;
  /** Of the person that the change is about: the new assignee. */
  person: string;
}

/** A thing's name in the reader's language; an item by its code alone. */
export function shortName(label: AuditLabel, locale: string): string {
  return label.code ?? longName(label, locale);
}

/** A thing's title in the reader's language, as plain text: items mark code in theirs. */
export function longName(label: AuditLabel, locale: string): string {
  const text = locale === "ko" ? (label.textKo ?? label.text) : label.text;
  return label.code === null ? text : text.replaceAll("`", "");
}

/** What an event's sentence needs to know. */
export function sentenceValues(event: AuditEvent, locale: string): SentenceValues {
  const { after, before, actor } = event;
  const assignee = after?.assigneeId;
  const label = typeof assignee === "string" ? event.names[assignee] : undefined;
  return {
    kind: kindOf(event),
    role: text(after?.role ?? before?.role),
    via: actor.via,
    person: label ? longName(label, locale) : "",
  };
}

function kindOf({ action, before, after, actor, subject }: AuditEvent): string {
  switch (action) {
    case "item.claimed":
      return text(after?.claim);
    case "item.planned":
      return planKind(after ?? {}, actor.id);
    case "item.judged":
      return text(after?.verdict);
    case "item.settled":
      return after?.claim === undefined ? "kept" : "accepted";
    case "item.moved":
      return after?.groupId === undefined ? "within" : "across";
    case "project.rescoped":
      return text(after?.scope);
    case "project_member.set":
      return before ? "changed" : "added";
    case "member.changed":
      if (after?.role !== undefined) return "role";
      return actor.id === subject.id ? "profile" : "details";
    case "evidence.added":
    case "evidence.removed":
      return text(after?.kind ?? before?.kind);
    case "access.denied":
      return text(after?.operation);
    case "password.set":
      return actor.id === subject.id ? "own" : "other";
    case "session.refused":
      return subject.type === "identity_provider" ? "provider" : "account";
    case "session.verified":
      return text(after?.method);
    case "second_factor.enrolled":
    case "second_factor.removed":
      return text(after?.factor ?? before?.factor);
    default:
      return "";
  }
}

function planKind(after: NonNullable<AuditEvent["after"]>, actorId: string | null): string {
  const assigned = after.assigneeId !== undefined;
  if (assigned && after.dueAt !== undefined) return "both";
  if (!assigned && after.dueAt !== undefined) return after.dueAt === null ? "due_cleared" : "due";
  if (!assigned) return after.ttlDays === null ? "ttl_cleared" : "ttl";
  if (after.assigneeId === null) return "unassigned";
  return after.assigneeId === actorId ? "taken" : "assigned";
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
