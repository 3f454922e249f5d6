import { CHECKLIST_LIMITS, InvalidChecklistError } from "./checklist.ts";

// The Markdown parser is quadratic in some inputs (setext headings, lazy quotes, nested lists), so
// it gets the document in pieces. A piece may end before any line that surely begins a new block:
// containers end there; only a fence or HTML at the top level can go on, and the caller looks.
const PIECE_LINES = 64;
const ATX = /^#{1,6}[ \t]/;
const BULLET = /^[-*+][ \t]+\S/;
const NUMBER = /^(\d{1,9})[.)][ \t]+\S/;
const PREFIX = /^[ \t]*(?:(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)+/;
const MARK = />|[-*+]|\d+[.)]/g;
const RULE = /^[ \t]*([-*_])(?:[ \t]*\1)*[ \t]*$/;

export type Lines = {
  /** Offset of each line's beginning, and at last the length of the document. */
  starts: readonly number[];
  /** Indexes of the lines before which the document may be cut. */
  cuts: readonly number[];
};

/** Finds lines and cuts in one pass; refuses what would be slow to parse. */
export function scanLines(markdown: string): Lines {
  const starts = [0];
  const cuts: number[] = [];
  for (const match of markdown.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  const max = CHECKLIST_LIMITS.lines;
  if (starts.length > max) throw new InvalidChecklistError("tooManyLines", max + 1, { max });
  starts.push(markdown.length);
  const isBeginning = createBeginnings();
  let cut = 0;
  let marks = 0;
  for (let index = 0; index < starts.length - 1; index++) {
    const line = markdown.slice(starts[index], starts[index + 1]).replace(/[\r\n]+$/, "");
    marks += countMarks(line, index + 1);
    if (marks > CHECKLIST_LIMITS.averageMarks * max) throw tooDeep(index + 1);
    if (isBeginning(line)) {
      cuts.push(index);
      cut = index;
    }
    if (index - cut > CHECKLIST_LIMITS.block) {
      throw new InvalidChecklistError("blockTooLong", cut + 1, { max: CHECKLIST_LIMITS.block });
    }
  }
  return { starts, cuts };
}

/** Returns a function that gets line after line and tells whether a new block surely begins. */
function createBeginnings(): (line: string) => boolean {
  let blank = true;
  let numbered = false;
  return (line) => {
    const number = NUMBER.exec(line)?.[1];
    // A number other than 1 goes on with a paragraph unless it goes on with a list.
    const newNumber = number !== undefined && (blank || numbered || Number(number) === 1);
    const begins = /^\S/.test(line) && (blank || newNumber || ATX.test(line) || BULLET.test(line));
    numbered = newNumber;
    blank = /^[ \t]*$/.test(line);
    return begins;
  };
}

function countMarks(line: string, number: number): number {
  const prefix = PREFIX.exec(line)?.[0];
  if (prefix === undefined || RULE.test(line)) return 0;
  if (prefix.length > CHECKLIST_LIMITS.prefix) throw tooDeep(number);
  const marks = prefix.match(MARK)?.length ?? 0;
  if (marks > CHECKLIST_LIMITS.marks) throw tooDeep(number);
  return marks;
}

function tooDeep(line: number): InvalidChecklistError {
  return new InvalidChecklistError("tooDeep", line, { max: CHECKLIST_LIMITS.marks });
}

/**
 * Calls `parse` with pieces of the document, in order. It returns the line index at which a block
 * stays open at the piece's end, or null; the next piece then begins again at that line.
 */
export function forEachPiece(
  { starts, cuts }: Lines,
  parse: (startLine: number, endLine: number, last: boolean) => number | null,
): void {
  const end = starts.length - 1;
  let start = 0;
  let size = PIECE_LINES;
  let next = 0;
  let until = 0;
  while (until < end) {
    while (next < cuts.length && (cuts[next] ?? end) < start + size) next++;
    until = Math.max(cuts[next] ?? end, until + 1);
    const open = parse(start, until, until === end);
    // Twice as many lines each time a block stays open keeps the whole linear.
    size = open === null ? PIECE_LINES : Math.max(PIECE_LINES, 2 * (until - open));
    start = open ?? until;
  }
}
