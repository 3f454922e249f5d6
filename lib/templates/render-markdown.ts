import type {
  ParsedChecklist,
  ParsedGroup,
  ParsedItem,
  ParsedPhase,
  ParsedSection,
} from "./checklist.ts";
import { normalizeTitle } from "./checklist.ts";
import { defaultDeadlineHours, headingTitle, splitCode } from "./heading-code.ts";
import type { HeadingComment, ItemComment } from "./markdown-comment.ts";
import { withComment } from "./markdown-comment.ts";

/**
 * Writes a checklist as Markdown that parseChecklist reads back to the same tree, codes, claims
 * and titles. Comments hold only what the line itself does not say (docs/markdown-format.md).
 */
export function renderChecklist(checklist: ParsedChecklist): string {
  const blocks = checklist.phases.flatMap(renderPhase);
  if (checklist.title !== null) blocks.unshift(renderTitle(checklist.title));
  return `${blocks.join("\n\n")}\n`;
}

function renderTitle(title: string): string {
  const plain = headingTitle(title) === title;
  return withComment(`# ${escapeHeading(title)}`, plain ? {} : { title });
}

function renderPhase(phase: ParsedPhase): string[] {
  const { deadlineHours } = phase;
  const clock = deadlineHours === defaultDeadlineHours(phase.code) ? {} : { deadlineHours };
  const fields = { ...clock, ...emptyMark(phase.sections) };
  return [
    renderHeading("##", phase, null, fields),
    ...phase.sections.flatMap((section) => renderSection(section, phase.code)),
  ];
}

function renderSection(section: ParsedSection, phaseCode: string): string[] {
  return [
    renderHeading("###", section, phaseCode, emptyMark(section.groups)),
    ...section.groups.flatMap((group) => renderGroup(group, section.code)),
  ];
}

function renderGroup(group: ParsedGroup, sectionCode: string): string[] {
  const items = group.items.map((item, index) => renderItem(item, `${group.code}.${index + 1}`));
  const heading = renderHeading("####", group, sectionCode, emptyMark(group.items));
  return items.length === 0 ? [heading] : [heading, items.join("\n")];
}

function emptyMark(children: readonly unknown[]): HeadingComment {
  return children.length === 0 ? { empty: true } : {};
}

function renderHeading(
  marks: string,
  heading: { code: string; title: string; titleKo: string | null },
  parentCode: string | null,
  fields: HeadingComment,
): string {
  const { code, title, titleKo } = heading;
  const text = `${code} - ${title}`;
  const split = splitCode(text, parentCode);
  const plain = headingTitle(text) === text && split.code === code && split.title === title;
  const names = plain ? {} : { code, title };
  const ko = titleKo === null ? {} : { ko: titleKo };
  return withComment(`${marks} ${escapeHeading(text)}`, { ...names, ...ko, ...fields });
}

function renderItem(item: ParsedItem, expectedCode: string): string {
  const { code, title, titleKo, description, claim, claimReason, origin, focusStep, ttlDays } =
    item;
  const fields: ItemComment = {
    ...(code === expectedCode ? {} : { code }),
    ...(normalizeTitle(title) === title ? {} : { title }),
    ...(titleKo === null ? {} : { ko: titleKo }),
    ...(description === "" ? {} : { description }),
    ...(claim === "in_progress" || claim === "not_applicable" ? { claim } : {}),
    ...(claimReason === null ? {} : { reason: claimReason }),
    ...(origin === null ? {} : { origin }),
    ...(focusStep === null ? {} : { focus: focusStep }),
    ...(ttlDays === null ? {} : { ttlDays }),
  };
  // An item's title is Markdown already; behind the box nothing in it can begin a block.
  const box = claim === "done" ? "[x]" : "[ ]";
  return withComment(`- ${box} ${normalizeTitle(title)}`, fields);
}

/** Escapes what would be read as inline Markdown, and a "#" that would close the heading. */
function escapeHeading(title: string): string {
  return normalizeTitle(title)
    .replace(/[\\`*[<]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/&(?=[#A-Za-z])/g, "\\&")
    .replace(/(#+)$/, "\\$1");
}
