import { z } from "zod";
import { Item } from "#lib/checklist/contract.ts";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { cursor, id, limit, moment, prose } from "#lib/platform/http/fields.ts";
import { projectParams } from "#lib/projects/contract.ts";

const settlement = "/projects/{projectId}/items/{itemId}/settlement";
const itemParams = projectParams.extend({ itemId: id });

export const listDisagreementsEndpoint = endpoint({
  operationId: "listDisagreements",
  method: "GET",
  path: "/projects/{projectId}/disagreements",
  summary: "List the items that are done but fail, or open but pass, and that nobody has settled",
  access: "project.read",
  params: projectParams,
  query: z.strictObject({ cursor: cursor.optional(), limit: limit(100, 500) }),
  response: z.strictObject({ items: z.array(Item), nextCursor: z.string().nullable() }),
});

export const settleDisagreementEndpoint = endpoint({
  operationId: "settleDisagreement",
  method: "POST",
  path: settlement,
  summary: "Accept an item's verdict as its claim, or let the claim stand for at most 90 days",
  access: "disagreements.settle",
  params: itemParams,
  body: z.discriminatedUnion("decision", [
    z.strictObject({ decision: z.literal("accept_verdict") }),
    z.strictObject({
      decision: z.literal("keep_claim"),
      reason: prose(2_000, 1),
      until: moment.describe("Within 90 days."),
    }),
  ]),
  response: Item,
});

export const withdrawSettlementEndpoint = endpoint({
  operationId: "withdrawSettlement",
  method: "DELETE",
  path: settlement,
  summary: "Take back that a claim stands although the verdict disagrees",
  access: "disagreements.settle",
  params: itemParams,
  response: Item,
});
