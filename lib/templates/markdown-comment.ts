import { z } from "zod";
import { CHECKLIST_LIMITS, CLAIMS, InvalidChecklistError, ORIGINS } from "./checklist.ts";

// A round trip carries what Markdown has no sign for in an invisible comment at the line's end:
//   - [ ] Rotate keys <!-- preflight: {"claim":"in_progress"} -->
const OPEN = "<!-- preflight:";
const CLOSE = "-->";

function text(max: number) {
  return z
    .string()
    .min(1)
    .max(max)
    .refine((value) => value.isWellFormed() && !value.includes("\0"))
    .transform((value) => value.normalize("NFC"));
}
// As the API takes titles: C1 controls pass.
const title = text(CHECKLIST_LIMITS.title).refine(
  (value) => !/[\p{Cc}--[\u0080-\u009f]]/v.test(value) && value.trim() !== "",
);
const code = z
  .string()
  .max(CHECKLIST_LIMITS.code)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);

const HeadingComment = z.strictObject({
  code: code.optional(),
  title: title.optional(),
  ko: title.optional(),
  deadlineHours: z.int().min(1).max(100_000).nullable().optional(),
  empty: z.literal(true).optional(),
});
const ItemComment = z.strictObject({
  code: code.optional(),
  title: title.optional(),
  ko: title.optional(),
  description: text(CHECKLIST_LIMITS.description).optional(),
  claim: z.enum(CLAIMS).optional(),
  reason: text(CHECKLIST_LIMITS.reason).optional(),
  origin: z.enum(ORIGINS).optional(),
  focus: z.int().min(1).max(1_000).optional(),
  ttlDays: z.int().min(1).max(CHECKLIST_LIMITS.ttlDays).optional(),
});
export type HeadingComment = z.infer<typeof HeadingComment>;
export type ItemComment = z.infer<typeof ItemComment>;

/** Splits a line's Markdown into its text and the JSON of its trailing comment, if it has one. */
export function splitComment(raw: string): { text: string; json: string | null } {
  const trimmed = raw.trimEnd();
  // The JSON holds no "<", so the last opening is the comment's own.
  const start = trimmed.endsWith(CLOSE) ? trimmed.lastIndexOf(OPEN) : -1;
  if (start < 0) return { text: raw, json: null };
  const json = trimmed.slice(start + OPEN.length, -CLOSE.length);
  // Another comment between the two means that ours is not the last thing on the line.
  if (json.includes("<") || json.includes(CLOSE)) return { text: raw, json: null };
  return { text: trimmed.slice(0, start), json };
}

/** Returns the fields of a heading's comment; throws invalidComment with the line. */
export function readHeadingComment(json: string | null, line: number): HeadingComment {
  return json === null ? {} : read(HeadingComment, json, line);
}

/** Returns the fields of an item's comment; throws invalidComment with the line. */
export function readItemComment(json: string | null, line: number): ItemComment {
  return json === null ? {} : read(ItemComment, json, line);
}

function read<T>(schema: z.ZodType<T>, json: string, line: number): T {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new InvalidChecklistError("invalidComment", line);
  }
  const result = schema.safeParse(value);
  if (!result.success) throw new InvalidChecklistError("invalidComment", line);
  return result.data;
}

/**
 * Returns the line with its comment. Without fields the comment is left out, unless the text
 * itself ends in what would be read as one.
 */
export function withComment(line: string, fields: HeadingComment | ItemComment): string {
  const json = JSON.stringify(fields);
  if (json === "{}" && splitComment(line).json === null) return line;
  // "--" would end the comment in HTML, "<" would hide its beginning from splitComment.
  const safe = json
    .replace(/[<>]/g, (char) => (char === "<" ? "\\u003c" : "\\u003e"))
    .replace(/--/g, "-\\u002d");
  return `${line} ${OPEN} ${safe} ${CLOSE}`;
}
