import type { Draft, DraftChecklist, DraftGroup, DraftPhase, DraftSection } from "./build-tree.ts";
import type {
  ParsedChecklist,
  ParsedGroup,
  ParsedItem,
  ParsedPhase,
  ParsedSection,
} from "./checklist.ts";
import { defaultDeadlineHours, groupLetters, splitCode } from "./heading-code.ts";

/** Codes of one kind (headings or items); none is given twice. */
type Codes = { taken: Set<string>; reserved: Map<string, object> };

/** Gives every heading and item its code: the document's own where possible, else a new one. */
export function assignCodes(draft: DraftChecklist): ParsedChecklist {
  const headings: Codes = { taken: new Set(), reserved: new Map() };
  const items: Codes = { taken: new Set(), reserved: new Map() };
  for (const phase of draft.phases) {
    for (const heading of [phase, ...phase.children, ...phase.children.flatMap(childrenOf)]) {
      reserve(headings, heading.comment.code, heading);
    }
    for (const section of phase.children) {
      for (const item of section.children.flatMap(childrenOf)) reserve(items, item.code, item);
    }
  }
  const phases = nameAll(draft.phases, headings, null, String).map(({ draft: phase, ...name }) =>
    readPhase(phase, name, headings, items),
  );
  return { title: draft.title, phases, itemCount: countItems(draft) };
}

function childrenOf<Child>(draft: Draft<Child>): Child[] {
  return draft.children;
}

function countItems(draft: DraftChecklist): number {
  const groups = draft.phases.flatMap(childrenOf).flatMap(childrenOf);
  return groups.reduce((sum, group) => sum + group.children.length, 0);
}

function reserve(codes: Codes, code: string | null | undefined, owner: object): void {
  if (code && !codes.reserved.has(code)) codes.reserved.set(code, owner);
}

type Name = { code: string; title: string };

function readPhase(draft: DraftPhase, name: Name, headings: Codes, items: Codes): ParsedPhase {
  const { deadlineHours } = draft.comment;
  const sections = nameAll(draft.children, headings, name, String);
  return {
    ...name,
    titleKo: draft.titleKo,
    deadlineHours: deadlineHours === undefined ? defaultDeadlineHours(name.code) : deadlineHours,
    sections: sections.map(({ draft: section, ...own }) =>
      readSection(section, own, headings, items),
    ),
  };
}

function readSection(
  draft: DraftSection,
  name: Name,
  headings: Codes,
  items: Codes,
): ParsedSection {
  const groups = nameAll(draft.children, headings, name, groupLetters);
  return {
    ...name,
    titleKo: draft.titleKo,
    groups: groups.map(({ draft: group, ...own }) => readGroup(group, own, items)),
  };
}

function readGroup(draft: DraftGroup, name: Name, codes: Codes): ParsedGroup {
  const next = counter(codes, name.code, String);
  const items = draft.children.map((item, index): ParsedItem => {
    const code = claimCode(codes, item.code, item) ?? next(index + 1);
    return { ...item, code };
  });
  return { ...name, titleKo: draft.titleKo, items };
}

/** Names siblings: codes that the document asks for first, so that new ones keep clear of them. */
function nameAll<Child>(
  drafts: Draft<Child>[],
  codes: Codes,
  parent: Name | null,
  label: (position: number) => string,
): (Name & { draft: Draft<Child> })[] {
  const own = drafts.map((draft) => ownName(draft, codes, parent));
  const next = counter(codes, parent?.code ?? null, label);
  return drafts.map((draft, index) => {
    const name = own[index];
    const code = name?.code ?? next(index + 1);
    return { draft, code, title: name?.title ?? draft.title };
  });
}

function ownName<Child>(
  draft: Draft<Child>,
  codes: Codes,
  parent: Name | null,
): { code: string | null; title: string } {
  const { comment, title } = draft;
  if (draft.filled) return { code: null, title: parent?.title ?? title };
  const reserved = claimCode(codes, comment.code, draft);
  if (reserved !== null || comment.title !== undefined) return { code: reserved, title };
  const split = splitCode(title, parent?.code ?? null);
  const code = claimCode(codes, split.code, draft);
  return code === null ? { code, title } : { code, title: split.title };
}

function claimCode(codes: Codes, code: string | null | undefined, owner: object): string | null {
  if (!code || codes.taken.has(code)) return null;
  if ((codes.reserved.get(code) ?? owner) !== owner) return null;
  codes.taken.add(code);
  return code;
}

/** Returns a function that makes the next free code at or after a position. */
function counter(
  codes: Codes,
  parentCode: string | null,
  label: (position: number) => string,
): (position: number) => string {
  let last = 0;
  return (position) => {
    for (last = Math.max(last + 1, position); ; last++) {
      const code = parentCode === null ? label(last) : `${parentCode}.${label(last)}`;
      if (codes.taken.has(code) || codes.reserved.has(code)) continue;
      codes.taken.add(code);
      return code;
    }
  };
}
