import { stringify } from "csv-stringify/sync";
import type { AuditEvent } from "./contract.ts";

type Page = { events: AuditEvent[]; nextCursor: string | null };

const COLUMNS = [
  "at",
  "project",
  "seq",
  "actor",
  "actor_id",
  "via",
  "action",
  "subject_type",
  "subject_id",
  "subject",
  "before",
  "after",
  "reason",
  "ip",
  "user_agent",
  "request",
  "hash",
];

/** Events as CSV, page after page of `list`, newest first; cells that a spreadsheet would run are defused. */
export async function* eventsAsCsv(
  list: (cursor?: string) => Promise<Page>,
): AsyncGenerator<string, void> {
  // Spreadsheets take a file for UTF-8 only when it says so.
  yield `\ufeff${toCsv([COLUMNS])}`;
  let cursor: string | undefined;
  do {
    const page = await list(cursor);
    if (page.events.length > 0) yield toCsv(page.events.map(toCells));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

function toCsv(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true, record_delimiter: "\r\n" },
  );
}

function toCells(event: AuditEvent): string[] {
  const { actor, subject, origin } = event;
  const label = subject.label;
  return [
    event.at,
    event.project?.name ?? "",
    String(event.seq),
    actor.name ?? "",
    actor.id ?? "",
    actor.token ? `${actor.via}: ${actor.token}` : actor.via,
    event.action,
    subject.type,
    subject.id,
    label ? [label.code, label.text].filter(Boolean).join(" ") : "",
    event.before ? JSON.stringify(event.before) : "",
    event.after ? JSON.stringify(event.after) : "",
    event.reason ?? "",
    origin?.ip ?? "",
    origin?.userAgent ?? "",
    event.requestId,
    event.hash,
  ];
}
