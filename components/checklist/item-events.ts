import type { Item } from "#lib/checklist/contract.ts";
import { changeItems, type ItemPages } from "./item-cache.ts";

/** A change of the project as the event stream tells it. */
export interface ChangeEvent {
  seq: number;
  at: string;
  actorId: string | null;
  action: string;
  subject: { type: string; id: string };
  after?: Record<string, unknown> | undefined;
}

/** What an event asks of this page. */
export type Reaction = "patch" | "refetch" | "patch_and_detail" | "ignore";

const patching = new Set(["item.claimed", "item.renewed", "item.planned", "item.edited"]);
/** What changes the verdict, or what is said about it. */
const judging = new Set(["item.judged", "item.settled", "item.unsettled"]);
const restructuring = new Set([
  "item.created",
  "item.moved",
  "item.removed",
  "item.restored",
  "project.rescoped",
]);

/**
 * How the list follows an event: a change of known fields is patched in, a change of what is in the
 * list asks for the list again, comments and evidence change a count and the detail of an open panel.
 */
export function reactionTo(event: ChangeEvent): Reaction {
  if (patching.has(event.action)) return "patch";
  if (restructuring.has(event.action)) return "refetch";
  if (judging.has(event.action)) return "patch_and_detail";
  if (/^(comment|evidence)\./.test(event.action)) return "patch_and_detail";
  // A new start moves the due dates that came from the phase clocks.
  if (event.action === "project.edited" && event.after?.["startAt"] !== undefined) return "refetch";
  return "ignore";
}

const fields = [
  ...(["claim", "claimReason", "claimedBy", "claimedAt", "waivedUntil"] as const),
  ...(["verdict", "verdictReason", "keptUntil", "ttlDays"] as const),
  ...(["assigneeId", "dueAt", "title", "titleKo", "description"] as const),
  ...(["commentCount", "evidenceCount"] as const),
] satisfies (keyof Item)[];
const texts = ["title", "titleKo", "description"] as const;

/** The item after an event; the same object when the event is not newer than what it shows. */
export function itemAfter(item: Item, event: ChangeEvent): Item {
  if (event.seq <= item.revision) return item;
  const after = event.after ?? {};
  const known = Object.fromEntries(fields.filter((f) => f in after).map((f) => [f, after[f]]));
  const editsTexts = texts.some((name) => name in after);
  return {
    ...item,
    ...(known as Partial<Item>),
    revision: event.seq,
    textRevision: editsTexts ? event.seq : item.textRevision,
  };
}

/** The list after events, in their order; pages that were loaded at a later revision have them already. */
export function pagesAfter(data: ItemPages, events: readonly ChangeEvent[]): ItemPages {
  const byItem = Map.groupBy(events, ({ subject }) => subject.id);
  return changeItems(data, new Set(byItem.keys()), (item, page) =>
    (byItem.get(item.id) ?? [])
      .filter(({ seq }) => seq > page.revision)
      .reduce((now, event) => itemAfter(now, event), item),
  );
}
