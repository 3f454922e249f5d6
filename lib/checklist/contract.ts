import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { cursor, id, limit, line, moment, prose } from "#lib/platform/http/fields.ts";
import { Comment, Evidence } from "./notes-contract.ts";
import { MOST_TTL_DAYS } from "./standing.ts";

export const claims = ["todo", "in_progress", "done", "not_applicable"] as const;
export const Claim = z.enum(claims);
export type Claim = z.infer<typeof Claim>;

export const verdicts = ["pass", "fail", "unknown", "stale", "not_run"] as const;
export const Verdict = z.enum(verdicts);
export type Verdict = z.infer<typeof Verdict>;

export const itemOrigins = ["core", "extended", "custom"] as const;
export const ItemOrigin = z.enum(itemOrigins);

const projectParams = z.strictObject({ projectId: line(100) });
const itemParams = projectParams.extend({ itemId: id });

/** A phase, section or group. `deadlineHours` after the project's start and `weight` are set on phases. */
export const Heading = z.strictObject({
  id: z.uuid(),
  parentId: z.uuid().nullable(),
  level: z.enum(["phase", "section", "group"]),
  code: z.string(),
  title: z.string(),
  titleKo: z.string().nullable(),
  rank: z.string(),
  deadlineHours: z.int().nullable(),
  weight: z.int().nullable(),
});
export type Heading = z.infer<typeof Heading>;

export const Item = z.strictObject({
  id: z.uuid(),
  phaseId: z.uuid(),
  groupId: z.uuid(),
  code: z.string(),
  title: z.string(),
  titleKo: z.string().nullable(),
  description: z.string(),
  origin: ItemOrigin,
  focusStep: z.int().nullable(),
  rank: z.string(),
  claim: Claim,
  claimReason: z.string().nullable(),
  claimedBy: z.uuid().nullable(),
  claimedAt: z.iso.datetime().nullable(),
  verdict: Verdict,
  verdictReason: z
    .string()
    .nullable()
    .describe("The check that fails, or why nothing can be said; null for pass and not_run."),
  ttlDays: z.int().nullable().describe("Days after which a claim of done has to be renewed."),
  keptUntil: z.iso
    .datetime()
    .nullable()
    .describe("Until when the claim stands although the verdict disagrees."),
  waivedUntil: z.iso.datetime().nullable(),
  assigneeId: z.uuid().nullable(),
  dueAt: z.iso.datetime().nullable(),
  evidenceCount: z.int(),
  commentCount: z.int(),
  revision: z.int().describe("The project's revision of the item's last change."),
  textRevision: z
    .int()
    .describe("The project's revision of the last change of its texts; send it back when editing."),
});
export type Item = z.infer<typeof Item>;

export const listItemsEndpoint = endpoint({
  operationId: "listItems",
  method: "GET",
  path: "/projects/{projectId}/items",
  summary: "List the items in a project's scope, in the order of the checklist",
  access: "project.read",
  params: projectParams,
  query: z.strictObject({
    phase: line(40).optional().describe("A phase's id or code, such as P0."),
    claim: Claim.optional().describe("What has to be renewed is to do again, and not done."),
    verdict: Verdict.optional(),
    waived: z
      .stringbool()
      .optional()
      .describe("Whether a waiver is in force: `waivedUntil` lies in the future."),
    assignee: z
      .union([z.literal(["me", "nobody"]), id])
      .optional()
      .describe("A person's id, `me` or `nobody`."),
    overdue: z.stringbool().optional(),
    focusStep: z.coerce.number().int().min(1).max(100).optional(),
    origin: ItemOrigin.optional(),
    text: line(200)
      .optional()
      .describe("Words of the title or description, in either language, or a code."),
    cursor: cursor.optional(),
    limit: limit(500, 1_000),
  }),
  response: z.strictObject({
    items: z.array(Item),
    nextCursor: z.string().nullable(),
    /** The project's revision that the page shows; where to start following events. */
    revision: z.int(),
  }),
});

export const listHeadingsEndpoint = endpoint({
  operationId: "listHeadings",
  method: "GET",
  path: "/projects/{projectId}/headings",
  summary: "List a checklist's phases, sections and groups in order",
  access: "project.read",
  params: projectParams,
  response: z.strictObject({ headings: z.array(Heading) }),
});

/** A way in which a program can verify an item, from the catalog. */
export const Automation = z.strictObject({
  provider: z.string(),
  check: z.string(),
  signal: z.string(),
});

export const ItemDetail = Item.extend({
  evidence: z.array(Evidence),
  comments: z.array(Comment),
  automation: z.array(Automation),
});
export type ItemDetail = z.infer<typeof ItemDetail>;

export const getItemEndpoint = endpoint({
  operationId: "getItem",
  method: "GET",
  path: "/projects/{projectId}/items/{itemId}",
  summary: "Read an item with its evidence, comments and ways to verify it",
  access: "project.read",
  params: itemParams,
  response: ItemDetail,
});

export const createItemEndpoint = endpoint({
  operationId: "createItem",
  method: "POST",
  path: "/projects/{projectId}/items",
  summary: "Add a custom item at the end of a group",
  access: "items.edit",
  status: 201,
  params: projectParams,
  body: z.strictObject({ groupId: id, title: line(500), description: prose(10_000).default("") }),
  response: Item,
});

/** What can be set on one item or on many at once. A reason is required for not_applicable. */
const plan = {
  claim: Claim.optional(),
  reason: prose(2_000).optional(),
  assigneeId: id.nullable().optional(),
  dueAt: moment.nullable().optional(),
  ttlDays: z
    .int()
    .min(1)
    .max(MOST_TTL_DAYS)
    .nullable()
    .optional()
    .describe("Days after which a claim of done has to be renewed; null: it does not age."),
};

export const updateItemEndpoint = endpoint({
  operationId: "updateItem",
  method: "PATCH",
  path: "/projects/{projectId}/items/{itemId}",
  summary: "Change an item: claim, assignee, due date, days until renewal, or texts",
  access: "items.claim",
  params: itemParams,
  body: z.strictObject({
    ...plan,
    title: line(500).optional(),
    titleKo: line(500).nullable().optional(),
    description: prose(10_000).optional(),
    seenRevision: z
      .int()
      .min(0)
      .optional()
      .describe("The textRevision that you saw; needed for texts, refused with 409 when outdated."),
  }),
  response: Item,
});

export const bulkUpdateItemsEndpoint = endpoint({
  operationId: "bulkUpdateItems",
  method: "POST",
  path: "/projects/{projectId}/items/bulk",
  summary:
    "Set the same claim, assignee, due date or days until renewal on up to 5,000 items, all or none",
  access: "items.claim",
  params: projectParams,
  body: z.strictObject({ itemIds: z.array(id).min(1).max(5_000), ...plan }),
  response: z.strictObject({ items: z.array(Item) }),
});

export const moveItemEndpoint = endpoint({
  operationId: "moveItem",
  method: "POST",
  path: "/projects/{projectId}/items/{itemId}/move",
  summary: "Move a custom item to a place in a group: after another item, or first",
  access: "items.edit",
  params: itemParams,
  body: z.strictObject({ groupId: id, afterItemId: id.nullable() }),
  response: Item,
});

export const removeItemEndpoint = endpoint({
  operationId: "removeItem",
  method: "DELETE",
  path: "/projects/{projectId}/items/{itemId}",
  summary: "Remove a custom item; its history stays in the audit log",
  access: "items.edit",
  params: itemParams,
  response: z.null(),
  status: 204,
});

export const restoreItemEndpoint = endpoint({
  operationId: "restoreItem",
  method: "POST",
  path: "/projects/{projectId}/items/{itemId}/restore",
  summary: "Bring a removed item back",
  access: "items.edit",
  params: itemParams,
  response: Item,
});

export const listMyItemsEndpoint = endpoint({
  operationId: "listMyItems",
  method: "GET",
  path: "/me/items",
  summary: "List the open items assigned to you in all projects, by due date",
  access: "projects.list",
  query: z.strictObject({ cursor: cursor.optional(), limit: limit(100, 200) }),
  response: z.strictObject({
    items: z.array(
      Item.extend({ projectId: z.uuid(), projectSlug: z.string(), projectName: z.string() }),
    ),
    nextCursor: z.string().nullable(),
  }),
});
