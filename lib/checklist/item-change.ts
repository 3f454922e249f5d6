import type { Context } from "#lib/platform/auth/context.ts";
import type { Json, Recorded } from "#lib/platform/audit/event.ts";
import { ConflictError, ForbiddenError, InvalidError } from "#lib/platform/errors.ts";
import type { Grant } from "#lib/platform/auth/permissions.ts";
import type { Claim, Item } from "./contract.ts";

/** What somebody wants to be true of an item; absent fields stay as they are. */
export type ItemPatch = {
  claim?: Claim;
  reason?: string;
  assigneeId?: string | null;
  dueAt?: string | null;
  title?: string;
  titleKo?: string | null;
  description?: string;
  seenRevision?: number;
};

type Fields = Partial<
  Pick<
    Item,
    | "claim"
    | "claimReason"
    | "claimedBy"
    | "claimedAt"
    | "assigneeId"
    | "dueAt"
    | "title"
    | "titleKo"
    | "description"
  >
>;

const TEXTS = ["title", "titleKo", "description"] as const;

/** The fields that differ, before and after, and the audit event that says so; null when none does. */
export type ItemChange = { after: Fields; changesTexts: boolean; event: Recorded } | null;

/**
 * What `patch` changes on `item`. Throws InvalidError when not_applicable comes without a reason,
 * ConflictError with the present item when its texts are newer than the ones seen.
 */
export function planItemChange(ctx: Context, item: Item, patch: ItemPatch, now: Date): ItemChange {
  const after: Fields = { ...claimFields(ctx, item, patch, now), ...planFields(item, patch) };
  const texts = textFields(item, patch);
  const changesTexts = Object.keys(texts).length > 0;
  if (changesTexts && patch.seenRevision !== item.textRevision) {
    throw new ConflictError("item_text_outdated", {}, item);
  }
  Object.assign(after, texts);
  const names = Object.keys(after) as (keyof Fields)[];
  if (names.length === 0) return null;
  const before = Object.fromEntries(names.map((name) => [name, item[name]]));
  return {
    after,
    changesTexts,
    event: {
      action: actionOf(after),
      subject: { type: "item", id: item.id },
      before: before as Record<string, Json>,
      after: after as Record<string, Json>,
      ...(after.claimReason ? { reason: after.claimReason } : {}),
    },
  };
}

function actionOf(after: Fields): string {
  if (after.claim !== undefined || after.claimReason !== undefined) return "item.claimed";
  return after.assigneeId !== undefined || after.dueAt !== undefined
    ? "item.planned"
    : "item.edited";
}

function claimFields(ctx: Context, item: Item, patch: ItemPatch, now: Date): Fields {
  if (patch.claim === undefined) return {};
  const reason = patch.reason || null;
  if (patch.claim === "not_applicable" && !reason) {
    throw new InvalidError("reason_required", [{ path: "reason", code: "reason_required" }]);
  }
  if (patch.claim === item.claim && reason === item.claimReason) return {};
  const fields: Fields = { claimedBy: ctx.userId, claimedAt: now.toISOString() };
  if (patch.claim !== item.claim) fields.claim = patch.claim;
  if (reason !== item.claimReason) fields.claimReason = reason;
  return fields;
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
