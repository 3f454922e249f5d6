import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { toString } from "mdast-util-to-string";
import { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";
import {
  assertTitleLength,
  CHECKLIST_LIMITS,
  InvalidChecklistError,
  normalizeTitle,
} from "./checklist.ts";
import { headingTitle } from "./heading-code.ts";
import type { HeadingComment, ItemComment } from "./markdown-comment.ts";
import { readHeadingComment, readItemComment, splitComment } from "./markdown-comment.ts";
import { forEachPiece, scanLines } from "./markdown-segments.ts";

type Root = ReturnType<typeof fromMarkdown>;
type RootContent = Root["children"][number];
type Heading = Extract<RootContent, { type: "heading" }>;
type Paragraph = Extract<RootContent, { type: "paragraph" }>;

export type OutlineHeading = {
  kind: "heading";
  level: number;
  title: string;
  comment: HeadingComment;
  line: number;
};
export type OutlineItem = {
  kind: "item";
  title: string;
  checked: boolean;
  comment: ItemComment;
  line: number;
};
export type OutlineEntry = OutlineHeading | OutlineItem;

// Items keep their inline Markdown as text, so only blocks are parsed; this also spares the
// constructs that are slow on hostile input.
const BLOCKS_ONLY = [
  "attention",
  "autolink",
  "characterEscape",
  "characterReference",
  "codeText",
  "definition",
  "hardBreakEscape",
  "htmlText",
  "labelEnd",
  "labelStartImage",
  "labelStartLink",
];

function parseBlocks(markdown: string): Root {
  return fromMarkdown(markdown, {
    extensions: [gfmTaskListItem(), { disable: { null: BLOCKS_ONLY } }],
    mdastExtensions: [gfmTaskListItemFromMarkdown()],
  });
}

/**
 * Returns the headings and task items of a Markdown document in order. Headings inside quotes and
 * lists, code and HTML are passed over; nested items follow the item that holds them.
 */
export function readOutline(markdown: string): OutlineEntry[] {
  const lines = scanLines(markdown);
  const entries: OutlineEntry[] = [];
  forEachPiece(lines, (startLine, endLine, last) => {
    const source = markdown.slice(lines.starts[startLine], lines.starts[endLine]);
    const blocks = parseBlocks(source).children;
    const open = last ? undefined : openBlock(blocks, source);
    for (const block of blocks) {
      if (block !== open) readBlock(block, { source, startLine, entries, top: true });
    }
    return open?.position ? startLine + open.position.start.line - 1 : null;
  });
  return entries;
}

// A closed fence at the very end counts as open too: that costs time, not correctness.
function openBlock(blocks: RootContent[], source: string): RootContent | undefined {
  const block = blocks.at(-1);
  if (block?.type !== "code" && block?.type !== "html") return undefined;
  const end = block.position?.end.offset ?? 0;
  return source.slice(end).trim() === "" ? block : undefined;
}

type Piece = { source: string; startLine: number; entries: OutlineEntry[]; top: boolean };

function readBlock(block: RootContent, piece: Piece): void {
  if (block.type === "heading") {
    if (piece.top) readHeading(block, piece);
    return;
  }
  if (block.type !== "list" && block.type !== "listItem" && block.type !== "blockquote") return;
  if (block.type === "listItem") {
    const first = block.children.find((child) => child.type === "paragraph");
    if (first) readItem(first, block.checked ?? null, piece);
  }
  for (const child of block.children) readBlock(child, { ...piece, top: false });
}

function rawText(node: Heading | Paragraph, source: string): string {
  const start = node.children[0]?.position?.start.offset ?? 0;
  const end = node.children.at(-1)?.position?.end.offset ?? 0;
  // A continued line in a quote begins with the quote's own marks.
  return source.slice(start, end).replace(/(?:\r\n|\n|\r)[ \t>]*/g, " ");
}

function lineOf(node: Heading | Paragraph, piece: Piece): number {
  return piece.startLine + (node.position?.start.line ?? 1);
}

function readItem(paragraph: Paragraph, checked: boolean | null, piece: Piece): void {
  const line = lineOf(paragraph, piece);
  const raw = rawText(paragraph, piece.source);
  if (checked === null) {
    if (/^\[[ xX]\]\s*$/.test(raw)) throw new InvalidChecklistError("emptyItem", line);
    return;
  }
  const { text, json } = splitComment(raw);
  const comment = readItemComment(json, line);
  const title = comment.title ?? normalizeTitle(text);
  if (title === "") throw new InvalidChecklistError("emptyItem", line);
  assertTitleLength(title, line);
  piece.entries.push({ kind: "item", title, checked, comment, line });
}

function readHeading(heading: Heading, piece: Piece): void {
  const line = lineOf(heading, piece);
  const { text, json } = splitComment(rawText(heading, piece.source));
  const comment = readHeadingComment(json, line);
  const title = comment.title ?? headingTitle(plainText(text, line));
  if (title === "") return;
  assertTitleLength(title, line);
  piece.entries.push({ kind: "heading", level: heading.depth, title, comment, line });
}

// Room for a link's address and for emphasis; without a limit inline parsing is not linear.
const RAW_HEADING_MAX = 4 * CHECKLIST_LIMITS.title;

function plainText(raw: string, line: number): string {
  const text = normalizeTitle(raw);
  if (text.length > RAW_HEADING_MAX) {
    throw new InvalidChecklistError("titleTooLong", line, { max: CHECKLIST_LIMITS.title });
  }
  // The closing "#" keeps a "#" at the end of the text from being taken for one.
  return text === "" ? "" : toString(fromMarkdown(`# ${text} #`), { includeHtml: false });
}
