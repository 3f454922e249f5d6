import type { Heading, Item } from "#lib/checklist/contract.ts";
import type { ItemPages } from "./item-cache.ts";

/** A heading for tests; its id is its code. */
export function heading(
  code: string,
  level: Heading["level"],
  parentId: string | null,
  fields: Partial<Heading> = {},
): Heading {
  const own = { id: code, parentId, level, code, title: code, titleKo: null, rank: code };
  return { ...own, deadlineHours: null, weight: null, ...fields };
}

/** An item for tests; its id and rank are its code, its group and phase come from it. */
export function item(code: string, fields: Partial<Item> = {}): Item {
  const parts = code.split(".");
  return {
    id: code,
    phaseId: parts[0] ?? "",
    groupId: parts.slice(0, -1).join("."),
    code,
    title: `Title of ${code}`,
    titleKo: null,
    description: "",
    origin: "core",
    focusStep: null,
    rank: code,
    claim: "todo",
    claimReason: null,
    claimedBy: null,
    claimedAt: null,
    verdict: "not_run",
    verdictReason: null,
    ttlDays: null,
    keptUntil: null,
    waivedUntil: null,
    assigneeId: null,
    dueAt: null,
    evidenceCount: 0,
    commentCount: 0,
    revision: 1,
    textRevision: 1,
    ...fields,
  };
}

/** Loaded pages for tests, all at one revision. */
export function pagesOf(revision: number, ...lists: Item[][]): ItemPages {
  const pages = lists.map((items) => ({ items, nextCursor: null, revision }));
  return { pages, pageParams: lists.map(() => null) };
}
