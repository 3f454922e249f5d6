import type { AuditEvent } from "#lib/audit/contract.ts";

/** Where the thing that an event is about can be looked at; null where it has no page. */
export function subjectHref({ project, subject }: AuditEvent): string | null {
  if (!project) return null;
  const base = `/projects/${encodeURIComponent(project.slug)}`;
  if (subject.type === "project") return base;
  if (subject.type === "widget") return `${base}/live?widget=${subject.id}`;
  if (subject.type !== "item" || !subject.label?.code) return null;
  return `${base}/checklist?item=${encodeURIComponent(subject.label.code)}`;
}
