import type { Change } from "#lib/platform/audit/audited-change.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import { ConflictError, InvalidError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeItem } from "#lib/checklist/change-item.ts";
import type { Item } from "#lib/checklist/contract.ts";
import { changedItem, itemEvent, planItemChange } from "#lib/checklist/item-change.ts";
import { itemsUpdate } from "#lib/checklist/item-store.ts";
import { isContradicted } from "#lib/checklist/standing.ts";
import type { LockedProject } from "#lib/projects/change-project.ts";
import { MOST_DAYS_KEPT } from "./choices.ts";
import type {
  settleDisagreementEndpoint,
  withdrawSettlementEndpoint,
} from "./disagreement-contract.ts";

type Settlement = Input<typeof settleDisagreementEndpoint>;
type Kept = { until: string | null; reason: string | null; by: string | null };

const DAY_MS = 86_400_000;

/**
 * Settles that claim and verdict of an item disagree: the claim follows the verdict (done where it
 * passes, in progress where it fails), or stands until a day with a reason. Returns the item. Throws
 * ConflictError (`no_disagreement`) with the item where they agree by now, InvalidError for an end that
 * is past or more than 90 days away.
 */
export function settleDisagreement(ctx: Context, input: Settlement): Promise<Item> {
  return changeItem(ctx, "disagreements.settle", input, async (change, item) => {
    if (!isContradicted(item)) throw new ConflictError("no_disagreement", {}, item);
    return input.decision === "accept_verdict"
      ? acceptVerdict(ctx, change, item)
      : keepClaim(ctx, change, item, input);
  });
}

function acceptVerdict(
  ctx: Context,
  { row: project, now, record, finish }: Change<LockedProject>,
  item: Item,
): Item {
  const claim = item.verdict === "pass" ? "done" : "in_progress";
  const planned = planItemChange(ctx, item, { claim }, now);
  if (!planned) return item;
  const settled = { ...planned, action: "item.settled" };
  const changed = changedItem(item, settled, record(itemEvent(item, settled)));
  finish(itemsUpdate(project, [changed]));
  return changed;
}

function keepClaim(
  ctx: Context,
  change: Change<LockedProject>,
  item: Item,
  { reason, until: wanted }: Extract<Settlement, { decision: "keep_claim" }>,
): Item {
  const until = new Date(wanted);
  const ahead = until.getTime() - change.now.getTime();
  if (ahead <= 0 || ahead > MOST_DAYS_KEPT * DAY_MS) {
    const issue = { path: "until", code: "kept_out_of_range", params: { days: MOST_DAYS_KEPT } };
    throw new InvalidError("invalid", [issue]);
  }
  return storeKept(change, item, { until: until.toISOString(), reason, by: ctx.userId });
}

/** Takes back that a claim stands against its verdict. Where it does not, nothing changes. */
export function withdrawSettlement(
  ctx: Context,
  input: Input<typeof withdrawSettlementEndpoint>,
): Promise<Item> {
  return changeItem(ctx, "disagreements.settle", input, async (change, item) =>
    item.keptUntil ? storeKept(change, item, { until: null, reason: null, by: null }) : item,
  );
}

function storeKept(
  { row: project, record, finish }: Change<LockedProject>,
  item: Item,
  { until, reason, by }: Kept,
): Item {
  const revision = record({
    action: until ? "item.settled" : "item.unsettled",
    subject: { type: "item", id: item.id },
    before: { keptUntil: item.keptUntil },
    after: { keptUntil: until },
    ...(reason ? { reason } : {}),
  });
  finish(Prisma.sql`
    UPDATE items SET kept_until = ${until}::timestamptz, kept_reason = ${reason},
      kept_by = ${by}::uuid, revision = ${revision}
    WHERE id = ${item.id}::uuid AND project_id = ${project.id}::uuid`);
  return { ...item, keptUntil: until, revision };
}
