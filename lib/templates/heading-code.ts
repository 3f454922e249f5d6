import { normalizeTitle } from "./checklist.ts";

// Keycaps and flags too, but not ©, ® and ™, which belong to names.
const EMOJI = String.raw`(?![©®™])\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u200d\ufe0e\ufe0f\u20e3]`;
const LEADING_EMOJI = new RegExp(`^(?:${EMOJI}|\\s)+`, "u");
const TRAILING_EMOJI = new RegExp(`(?<=\\s)(?:${EMOJI}|\\s)+$`, "u");
// "P0 - Critical", "P0.1 Keys", "1. Basics", "1.2 Keys"; a bare "3 things" is a title.
const CODE = /^(P\d{1,3}(?:\.\d{1,3})*(?:\.[a-z]{1,2})?)(?:\s*[-–—:.)·]\s*|\s+)(?=\S)/u;
const NUMBER =
  /^(\d{1,3}(?:\.\d{1,3})*)(?:[.):]\s+|\s+[-–—·:]\s+)(?=\S)|^(\d{1,3}(?:\.\d{1,3})+)\s+/u;

/** Returns the heading's text without emoji before and after it; emoji alone stay. */
export function headingTitle(text: string): string {
  const title = normalizeTitle(text);
  const stripped = title.replace(LEADING_EMOJI, "").replace(TRAILING_EMOJI, "").trim();
  return stripped === "" ? title : stripped;
}

/**
 * Reads a code off the front of a heading. It counts only where it fits: a phase's code has no
 * dot, any other begins with its parent's code. Otherwise code is null and the title whole.
 */
export function splitCode(
  title: string,
  parentCode: string | null,
): { code: string | null; title: string } {
  const match = CODE.exec(title) ?? NUMBER.exec(title);
  const code = match?.[1] ?? match?.[2];
  if (!match || !code) return { code: null, title };
  const fits = parentCode === null ? !code.includes(".") : code.startsWith(`${parentCode}.`);
  return fits ? { code, title: title.slice(match[0].length) } : { code: null, title };
}

/** Returns a, b, … z, aa, ab, … for 1, 2, … */
export function groupLetters(position: number): string {
  let letters = "";
  for (let rest = position; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(97 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Hours that the source checklist gives its phases; other phases have no clock. */
export function defaultDeadlineHours(phaseCode: string): number | null {
  const hours: Record<string, number> = { P0: 24, P1: 48, P2: 168 };
  return hours[phaseCode] ?? null;
}
