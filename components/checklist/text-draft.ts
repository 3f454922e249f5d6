import type { Item } from "#lib/checklist/contract.ts";

export const textFields = ["title", "titleKo", "description"] as const;
export type TextField = (typeof textFields)[number];

/** A text that somebody is rewriting, with what they saw when they began. */
export interface TextDraft {
  text: string;
  base: string;
  /** The item's textRevision that `base` is from. */
  seenRevision: number;
}

/** A draft from what a tab has kept; null for anything else. */
export function parseDraft(kept: string): TextDraft | null {
  try {
    const value = JSON.parse(kept) as Partial<TextDraft> | null;
    if (typeof value?.text !== "string" || typeof value.base !== "string") return null;
    return typeof value.seenRevision === "number" ? (value as TextDraft) : null;
  } catch {
    return null;
  }
}

/** The text of a field; empty where there is none. */
export function textOf(item: Item, field: TextField): string {
  return item[field] ?? "";
}

/**
 * What to do with a draft that the server calls outdated: when somebody changed another text only,
 * it can be sent again as it is; when this very text changed, people must merge.
 */
export function afterConflict(
  draft: TextDraft,
  field: TextField,
  current: Item,
): { merge: false; draft: TextDraft } | { merge: true; theirs: string } {
  const theirs = textOf(current, field);
  if (theirs === draft.base || theirs === draft.text) {
    return { merge: false, draft: { ...draft, seenRevision: current.textRevision } };
  }
  return { merge: true, theirs };
}
