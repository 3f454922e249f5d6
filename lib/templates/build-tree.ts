import type { ChecklistClaim, ParsedItem } from "./checklist.ts";
import { assertTitleLength } from "./checklist.ts";
import type { HeadingComment, ItemComment } from "./markdown-comment.ts";
import type { OutlineEntry, OutlineHeading, OutlineItem } from "./markdown-outline.ts";

/** A heading whose code is still open: the document may ask for one in its comment or title. */
export type Draft<Child> = {
  title: string;
  titleKo: string | null;
  comment: HeadingComment;
  /** Stands for a level that the document does not have here. */
  filled: boolean;
  children: Child[];
};
export type DraftItem = Omit<ParsedItem, "code"> & { code: string | null };
export type DraftGroup = Draft<DraftItem>;
export type DraftSection = Draft<DraftGroup>;
export type DraftPhase = Draft<DraftSection>;
export type DraftChecklist = { title: string | null; phases: DraftPhase[] };

type Names = { title: string; titleKo: string | null };

/**
 * Builds phases, sections and groups from the heading levels that the document uses, outermost
 * first. Levels below the third are joined into the group's title; missing ones repeat the title
 * above them. Expects that every heading holds an item or is marked as empty.
 */
export function buildTree(title: string | null, entries: OutlineEntry[]): DraftChecklist {
  const headings = entries.filter((entry) => entry.kind === "heading");
  const levels = [...new Set(headings.map((heading) => heading.level))].sort((a, b) => a - b);
  const phases: DraftPhase[] = [];
  const top =
    title === null ? { title: "Checklist", titleKo: "체크리스트" } : { title, titleKo: null };
  let phase: DraftPhase | null = null;
  let section: DraftSection | null = null;
  let group: DraftGroup | null = null;
  let deep: OutlineHeading[] = [];
  for (const entry of entries) {
    const rank = entry.kind === "item" ? 3 : levels.indexOf(entry.level);
    if (entry.kind === "heading" && rank === 0) {
      phase = add(phases, named(entry), entry.comment);
      [section, group, deep] = [null, null, []];
      continue;
    }
    phase ??= add(phases, top, null);
    if (entry.kind === "heading" && rank === 1) {
      section = add(phase.children, named(entry), entry.comment);
      [group, deep] = [null, []];
      continue;
    }
    section ??= add(phase.children, phase, null);
    if (entry.kind === "heading") {
      deep = [...deep.filter((heading) => heading.level < entry.level), entry];
      group = entry.comment.empty ? addGroup(section, deep) : null;
      continue;
    }
    group ??= addGroup(section, deep);
    group.children.push(draftItem(entry));
  }
  return { title, phases };
}

function named(heading: OutlineHeading): Names {
  return { title: heading.title, titleKo: heading.comment.ko ?? null };
}

function add<Child>(
  siblings: Draft<Child>[],
  { title, titleKo }: Names,
  comment: HeadingComment | null,
): Draft<Child> {
  const draft = { title, titleKo, comment: comment ?? {}, filled: comment === null, children: [] };
  siblings.push(draft);
  return draft;
}

function addGroup(section: DraftSection, deep: OutlineHeading[]): DraftGroup {
  const last = deep.at(-1);
  if (!last) return add(section.children, section, null);
  if (deep.length === 1) return add(section.children, named(last), last.comment);
  const title = deep.map((heading) => heading.title).join(" › ");
  assertTitleLength(title, last.line);
  return add(section.children, { title, titleKo: null }, {});
}

function draftItem({ title, checked, comment }: OutlineItem): DraftItem {
  const claim = readClaim(checked, comment);
  const own = claim === (comment.claim ?? claim);
  return {
    code: comment.code ?? null,
    title,
    titleKo: comment.ko ?? null,
    description: comment.description ?? "",
    claim,
    claimReason: own ? (comment.reason ?? null) : null,
    origin: comment.origin ?? null,
    focusStep: comment.focus ?? null,
    ttlDays: comment.ttlDays ?? null,
  };
}

// The box is what people edit, so it wins over the comment; "not applicable" needs its reason.
function readClaim(checked: boolean, comment: ItemComment): ChecklistClaim {
  if (checked) return "done";
  if (comment.claim === "not_applicable" && comment.reason === undefined) return "todo";
  return comment.claim === "done" ? "todo" : (comment.claim ?? "todo");
}
