import type { Item } from "#lib/checklist/contract.ts";
import type { CsvColumn } from "#lib/templates/csv.ts";
import type { ExportedProject } from "./export-project.ts";

/** The columns of a checklist as CSV, named as in the API so that programs can rely on them. */
export function exportColumns(exported: ExportedProject): CsvColumn<Item>[] {
  const headings = new Map(exported.headings.map((heading) => [heading.id, heading]));
  const people = new Map(exported.members.map((member) => [member.userId, member]));
  const group = (item: Item) => headings.get(item.groupId);
  const section = (item: Item) => headings.get(group(item)?.parentId ?? "");
  const email = (userId: string | null) => people.get(userId ?? "")?.email ?? null;
  const plain = (header: keyof Item): CsvColumn<Item> => ({
    header,
    value: (item) => item[header],
  });
  return [
    plain("code"),
    { header: "phase", value: (item) => headings.get(item.phaseId)?.title ?? null },
    { header: "section", value: (item) => section(item)?.title ?? null },
    { header: "group", value: (item) => group(item)?.title ?? null },
    ...(["title", "titleKo", "description", "origin", "focusStep"] as const).map(plain),
    ...(["claim", "claimReason"] as const).map(plain),
    { header: "claimedBy", value: (item) => email(item.claimedBy) },
    ...(["claimedAt", "ttlDays", "verdict", "verdictReason"] as const).map(plain),
    ...(["keptUntil", "waivedUntil"] as const).map(plain),
    { header: "assignee", value: (item) => email(item.assigneeId) },
    ...(["dueAt", "evidenceCount", "commentCount", "id"] as const).map(plain),
  ];
}
