/** Claims and origins as they stand in a Markdown file; the database uses the same words. */
export const CLAIMS = ["todo", "in_progress", "done", "not_applicable"] as const;
export const ORIGINS = ["core", "extended", "custom"] as const;
export type ChecklistClaim = (typeof CLAIMS)[number];
export type ChecklistOrigin = (typeof ORIGINS)[number];

export type ParsedItem = {
  code: string;
  /** Inline Markdown (for example `code`) is kept as it was written. */
  title: string;
  titleKo: string | null;
  /** Markdown; empty where there is none. */
  description: string;
  claim: ChecklistClaim;
  claimReason: string | null;
  /** null where the document does not say; treat it as "custom". */
  origin: ChecklistOrigin | null;
  focusStep: number | null;
  /** Days after which a claim of done has to be renewed; null: never. */
  ttlDays: number | null;
};
export type ParsedGroup = {
  code: string;
  title: string;
  titleKo: string | null;
  items: ParsedItem[];
};
export type ParsedSection = {
  code: string;
  title: string;
  titleKo: string | null;
  groups: ParsedGroup[];
};
export type ParsedPhase = {
  code: string;
  title: string;
  titleKo: string | null;
  deadlineHours: number | null;
  sections: ParsedSection[];
};
export type ParsedChecklist = {
  title: string | null;
  phases: ParsedPhase[];
  itemCount: number;
};

export const CHECKLIST_LIMITS = {
  bytes: 2_000_000,
  lines: 20_000,
  items: 5_000,
  headings: 2_000,
  title: 500,
  reason: 2_000,
  description: 10_000,
  code: 40,
  ttlDays: 3_650,
  /** Characters of indentation and of `>`, `-` or `1.` before the text of a line. */
  prefix: 40,
  /** Such marks on one line, and on one line on average. */
  marks: 5,
  averageMarks: 2,
  /** Lines in a row that offer no place where a new block surely begins. */
  block: 500,
} as const;

export type InvalidChecklistCode =
  | "empty"
  | "binary"
  | "tooLarge"
  | "tooManyLines"
  | "tooManyItems"
  | "tooManyHeadings"
  | "tooDeep"
  | "blockTooLong"
  | "titleTooLong"
  | "emptyItem"
  | "invalidComment"
  | "noItems";

/**
 * A document that cannot become a checklist. `line` counts from 1 and is null where the whole
 * document is meant; `params` holds the figures for the message (such as `max`).
 */
export class InvalidChecklistError extends Error {
  readonly code: InvalidChecklistCode;
  readonly line: number | null;
  readonly params: Record<string, number>;

  constructor(
    code: InvalidChecklistCode,
    line: number | null = null,
    params: Record<string, number> = {},
  ) {
    super(line === null ? code : `${code} (line ${line})`);
    this.name = "InvalidChecklistError";
    this.code = code;
    this.line = line;
    this.params = params;
  }
}

/** Returns the text as one line: NFC, no control characters, single spaces, trimmed. */
export function normalizeTitle(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

/** Throws titleTooLong when the title of that line exceeds the limit. */
export function assertTitleLength(title: string, line: number): void {
  const max = CHECKLIST_LIMITS.title;
  if (title.length > max) throw new InvalidChecklistError("titleTooLong", line, { max });
}
