import type { NewEvidence } from "./use-item-detail-writes.ts";

/**
 * What somebody pasted or wrote as evidence: an address, with the words after it as its text, or
 * else a note. Null for nothing.
 */
export function parseEvidence(input: string): NewEvidence | null {
  const text = input.trim();
  if (!text) return null;
  const [first = ""] = text.split(/\s+/, 1);
  if (/^https?:\/\//i.test(first) && URL.canParse(first)) {
    return { kind: "link", url: first, text: text.slice(first.length).trim() };
  }
  return { kind: "note", text };
}

/** What to type to get this evidence again. */
export function evidenceAgain(evidence: {
  kind: "link" | "note";
  url: string | null;
  text: string;
}): NewEvidence {
  const { kind, url, text } = evidence;
  return kind === "link" && url !== null ? { kind: "link", url, text } : { kind: "note", text };
}
