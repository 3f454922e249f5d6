import type { Json, Recorded } from "#lib/platform/audit/event.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Grant } from "#lib/platform/auth/permissions.ts";
import { ConflictError, ForbiddenError, InvalidError } from "#lib/platform/errors.ts";
import type { Claim, Item } from "./contract.ts";
import { hasExpired } from "./standing.ts";

/** What somebody wants to be true of an item; absent fields stay as they are. */
export type ItemPatch = {
  claim?: Claim;
  reason?: string;
  assigneeId?: string | null;
  dueAt?: string | null;
  ttlDays?: number | null;
  title?: string;
  titleKo?: string | null;
  description?: string;
  seenRevision?: number;
};

type Fields = Partial<Item>;

const PLANNED = ["assigneeId", "dueAt", "ttlDays"] as const;
const TEXTS = ["title", "titleKo", "description"] as const;

/** The fields of an item that get other values, and the name of that for the audit log. */
export type ItemChange = { action: string; after: Fields };

/**
 * What `patch` changes on `item`; null when nothing. Throws InvalidError when not_applicable comes
 * without a reason, ConflictError with the present item when its texts are newer than the ones seen.
 */
export function planItemChange(
  ctx: Context,
  item: Item,
  patch: ItemPatch,
  now: Date,
): ItemChange | null {
  const texts = textFields(item, patch);
  if (Object.keys(texts).length > 0 && patch.seenRevision !== item.textRevision) {
    throw new ConflictError("item_text_outdated", {}, item);
  }
  const after = { ...claimFields(ctx, item, patch, now), ...planFields(item, patch), ...texts };
  return Object.keys(after).length > 0 ? { action: actionOf(after), after } : null;
}

/** The audit event of a change, with the changed fields before and after. */
export function itemEvent(item: Item, { action, after }: ItemChange): Recorded {
  const names = Object.keys(after) as (keyof Item)[];
  const before = Object.fromEntries(names.map((name) => [name, item[name]]));
  return {
    action,
    subject: { type: "item", id: item.id },
    before: before,
    after: after,
    ...(after.claimReason ? { reason: after.claimReason } : {}),
  };
}

/** The item after a change that the project counts as `revision`. */
export function changedItem(item: Item, { after }: ItemChange, revision: number): Item {
  const textRevision = TEXTS.some((name) => name in after) ? revision : item.textRevision;
  return { ...item, ...after, revision, textRevision };
}

function actionOf(after: Fields): string {
  if ("claim" in after || "claimReason" in after) return "item.claimed";
  if ("claimedAt" in after) return "item.renewed";
  return PLANNED.some((name) => name in after) ? "item.planned" : "item.edited";
}

function claimFields(ctx: Context, item: Item, patch: ItemPatch, now: Date): Fields {
  const claim = patch.claim ?? item.claim;
  const kept = claim === item.claim ? item.claimReason : null;
  const claimReason = patch.reason === undefined ? kept : patch.reason || null;
  const renews = patch.claim === "done" && hasExpired(item, now.getTime());
  if (claim === item.claim && claimReason === item.claimReason && !renews) return {};
  if (claim === "not_applicable" && !claimReason) {
    throw new InvalidError("reason_required", [{ path: "reason", code: "reason_required" }]);
  }
  return {
    ...(claim === item.claim ? {} : { claim }),
    ...(claimReason === item.claimReason ? {} : { claimReason }),
    ...(ctx.userId === item.claimedBy ? {} : { claimedBy: ctx.userId }),
    claimedAt: now.toISOString(),
    // What was settled about another claim says nothing of this one.
    ...(item.keptUntil ? { keptUntil: null } : {}),
  };
}

function planFields(item: Item, patch: ItemPatch): Fields {
  const fields: Fields = {};
  if (patch.assigneeId !== undefined && patch.assigneeId !== item.assigneeId) {
    fields.assigneeId = patch.assigneeId;
  }
  if (patch.dueAt !== undefined) {
    const dueAt = patch.dueAt === null ? null : new Date(patch.dueAt).toISOString();
    if (dueAt !== item.dueAt) fields.dueAt = dueAt;
  }
  if (patch.ttlDays !== undefined && patch.ttlDays !== item.ttlDays) {
    fields.ttlDays = patch.ttlDays;
  }
  return fields;
}

function textFields(item: Item, patch: ItemPatch): Fields {
  const fields: Fields = {};
  for (const name of TEXTS) {
    const text = patch[name];
    if (text !== undefined && text !== item[name]) Object.assign(fields, { [name]: text });
  }
  return fields;
}

/**
 * Whether the actor may plan this item: leads any, engineers only their own and what nobody has.
 * Throws ForbiddenError.
 */
export function assertMayPlan(ctx: Context, item: Item, grant: Grant | false): void {
  const own = item.assigneeId === null || item.assigneeId === ctx.userId;
  if (grant === true || (grant === "own" && own)) return;
  throw new ForbiddenError("item_assigned_to_another");
}

/** An item as audit events tell of it: all of it but the revisions, which the event itself has. */
export function wholeItem(item: Item): Record<string, Json> {
  const { revision: _revision, textRevision: _textRevision, ...fields } = item;
  return fields;
}
