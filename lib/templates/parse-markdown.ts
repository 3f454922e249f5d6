import type { ParsedChecklist } from "./checklist.ts";
import { CHECKLIST_LIMITS, InvalidChecklistError } from "./checklist.ts";
import { assignCodes } from "./assign-codes.ts";
import type { OutlineEntry, OutlineHeading } from "./markdown-outline.ts";
import { readOutline } from "./markdown-outline.ts";
import { buildTree } from "./build-tree.ts";

/**
 * Reads any Markdown checklist: headings become phases, sections and groups, task list items
 * become items. The rules stand in docs/markdown-format.md. Throws InvalidChecklistError.
 */
export function parseChecklist(markdown: string): ParsedChecklist {
  const source = markdown.replace(/^\ufeff/, "");
  assertText(source);
  const entries = readOutline(source);
  assertCounts(entries);
  const { title, body } = takeTitle(entries);
  return assignCodes(buildTree(title, body));
}

function assertText(source: string): void {
  const max = CHECKLIST_LIMITS.bytes;
  if (source.length > max || new TextEncoder().encode(source).length > max) {
    throw new InvalidChecklistError("tooLarge", null, { max });
  }
  if (source.trim() === "") throw new InvalidChecklistError("empty");
  const nul = source.indexOf("\0");
  if (nul >= 0) throw new InvalidChecklistError("binary", lineAt(source, nul));
  if (!source.isWellFormed()) {
    const lone = /\p{Surrogate}/u.exec(source);
    throw new InvalidChecklistError("binary", lineAt(source, lone?.index ?? 0));
  }
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split(/\r\n|\n|\r/).length;
}

function assertCounts(entries: OutlineEntry[]): void {
  assertCount(entries, "item", "tooManyItems", CHECKLIST_LIMITS.items);
  assertCount(entries, "heading", "tooManyHeadings", CHECKLIST_LIMITS.headings);
  if (!entries.some((entry) => entry.kind === "item")) throw new InvalidChecklistError("noItems");
}

function assertCount(
  entries: OutlineEntry[],
  kind: OutlineEntry["kind"],
  code: "tooManyItems" | "tooManyHeadings",
  max: number,
): void {
  const extra = entries.filter((entry) => entry.kind === kind)[max];
  if (extra) throw new InvalidChecklistError(code, extra.line, { max });
}

/** Takes the document's title: the only H1, above everything, with headings in use below it. */
function takeTitle(entries: OutlineEntry[]): { title: string | null; body: OutlineEntry[] } {
  const [first, ...rest] = dropUnused(entries);
  const isTitle = first?.kind === "heading" && first.level === 1 && first === entries[0];
  const headings = rest.filter((entry): entry is OutlineHeading => entry.kind === "heading");
  if (!isTitle || headings.length === 0 || headings.some((heading) => heading.level === 1)) {
    return { title: null, body: dropUnused(entries) };
  }
  return { title: first.title, body: rest };
}

/** Leaves out headings that hold no item, save those that a comment marks as empty on purpose. */
function dropUnused(entries: OutlineEntry[]): OutlineEntry[] {
  const used = new Set<OutlineEntry>();
  let open: OutlineHeading[] = [];
  for (const entry of entries) {
    if (entry.kind === "heading") {
      open = [...open.filter((heading) => heading.level < entry.level), entry];
    }
    if (entry.kind === "item" || entry.comment.empty) {
      used.add(entry);
      for (const heading of open) used.add(heading);
    }
  }
  return entries.filter((entry) => used.has(entry));
}
