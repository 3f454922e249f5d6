import type { Claim, Heading, Item, Verdict } from "#lib/checklist/contract.ts";
import { countedClaim } from "#lib/checklist/standing.ts";
import { foldWords } from "#components/ui/match-words.ts";
import { isWaived } from "./outline.ts";

/** What the list is narrowed to; null and empty mean everything. */
export interface Filters {
  /** A phase's code. */
  phase: string | null;
  claim: readonly Claim[];
  verdict: readonly Verdict[];
  /** Whether a waiver is in force. */
  waived: boolean | null;
  /** A person's id, `me` or `nobody`. */
  assignee: string | null;
  overdue: boolean;
  /** A step of the focus plan. */
  step: number | null;
  origin: readonly Item["origin"][];
  /** Words of the title or description in either language, or a code. */
  q: string;
}

export const noFilters: Filters = {
  phase: null,
  claim: [],
  verdict: [],
  waived: null,
  assignee: null,
  overdue: false,
  step: null,
  origin: [],
  q: "",
};

const names = [
  ...(["phase", "claim", "verdict", "waived", "assignee"] as const),
  ...(["overdue", "step", "origin", "q"] as const),
];

/** The filters that are on, by name, in the order in which they are shown. */
export function activeFilters(filters: Filters): (keyof Filters)[] {
  return names.filter((name) => {
    const value = filters[name];
    // Of all filters this one alone also asks for the opposite.
    if (name === "waived") return value !== null;
    return Array.isArray(value) ? value.length > 0 : Boolean(value);
  });
}

/** Whether an item is open past its due date, at `now` (milliseconds since 1970). */
function isOverdue(item: Pick<Item, "claim" | "dueAt">, now: number): boolean {
  const open = item.claim === "todo" || item.claim === "in_progress";
  return open && item.dueAt !== null && Date.parse(item.dueAt) < now;
}

interface Surroundings {
  headings: readonly Heading[];
  /** The reader's id, for `me`. */
  me: string;
  now: number;
}

/** The items that pass all filters, in their order. The same list when nothing is filtered. */
export function filterItems(
  items: readonly Item[],
  filters: Filters,
  { headings, me, now }: Surroundings,
): readonly Item[] {
  if (activeFilters(filters).length === 0) return items;
  const phaseId = headings.find((h) => h.level === "phase" && h.code === filters.phase)?.id;
  const assignee = filters.assignee === "me" ? me : filters.assignee;
  const words = foldWords(filters.q).split(/\s+/).filter(Boolean);
  return items.filter(
    (item) =>
      (filters.phase === null || item.phaseId === phaseId) &&
      (filters.claim.length === 0 || filters.claim.includes(countedClaim(item, now))) &&
      (filters.verdict.length === 0 || filters.verdict.includes(item.verdict)) &&
      (filters.waived === null || isWaived(item, now) === filters.waived) &&
      (assignee === null || (item.assigneeId ?? "nobody") === assignee) &&
      (!filters.overdue || isOverdue(item, now)) &&
      (filters.step === null || item.focusStep === filters.step) &&
      (filters.origin.length === 0 || filters.origin.includes(item.origin)) &&
      (words.length === 0 || words.every((word) => searchable(item).includes(word))),
  );
}

// Folding 5,000 texts at every key would be felt; an item that changes is a new object.
const folded = new WeakMap<Item, string>();

function searchable(item: Item): string {
  const known = folded.get(item);
  if (known !== undefined) return known;
  const text = foldWords(`${item.code} ${item.title} ${item.titleKo ?? ""} ${item.description}`);
  folded.set(item, text);
  return text;
}

/** The first `limit` items that the words of a query find; a code found at its start comes first. */
export function searchItems(items: readonly Item[], query: string, limit: number): Item[] {
  const words = foldWords(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const found = items.filter((item) => words.every((word) => searchable(item).includes(word)));
  const first = words[0] ?? "";
  const byCode = (item: Item): number => (item.code.toLowerCase().startsWith(first) ? 0 : 1);
  return found.sort((a, b) => byCode(a) - byCode(b)).slice(0, limit);
}
