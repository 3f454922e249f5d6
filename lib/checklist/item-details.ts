import type { Context } from "#lib/platform/auth/context.ts";
import { db } from "#lib/platform/db/read.ts";
import type { Comment, Evidence } from "./notes-contract.ts";

type EvidenceRow = Omit<Evidence, "createdAt"> & { createdAt: Date };
type CommentRow = Omit<Comment, "createdAt" | "editedAt"> & {
  createdAt: Date;
  editedAt: Date | null;
};

/** A row of evidence in the contract's shape. */
export function toEvidence(row: EvidenceRow): Evidence {
  const { id, kind, url, text, createdBy } = row;
  return { id, kind, url, text, createdBy, createdAt: row.createdAt.toISOString() };
}

/** A comment's row in the contract's shape. */
export function toComment(row: CommentRow): Comment {
  const { id, body, authorId } = row;
  return {
    ...{ id, body, authorId },
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
  };
}

const oldestFirst = [{ createdAt: "asc" }, { id: "asc" }] as const;
const present = (ctx: Context, projectId: string, itemId: string) => ({
  organizationId: ctx.organizationId,
  projectId,
  itemId,
  removedAt: null,
});

/** The evidence of an item that the caller has found to be visible. */
export async function readEvidence(
  ctx: Context,
  projectId: string,
  itemId: string,
): Promise<Evidence[]> {
  const where = present(ctx, projectId, itemId);
  const rows = await db.evidence.findMany({ where, orderBy: [...oldestFirst] });
  return rows.map(toEvidence);
}

/** The evidence and comments of all items, by item, of a project that the caller has found to be visible. */
export async function readNotes(ctx: Context, projectId: string) {
  const where = { organizationId: ctx.organizationId, projectId, removedAt: null };
  const [evidence, comments] = await Promise.all([
    db.evidence.findMany({ where, orderBy: [...oldestFirst] }),
    db.comment.findMany({ where, orderBy: [...oldestFirst] }),
  ]);
  return { evidence: byItem(evidence, toEvidence), comments: byItem(comments, toComment) };
}

function byItem<Row extends { itemId: string }, Shown>(rows: Row[], show: (row: Row) => Shown) {
  const groups = Map.groupBy(rows, (row) => row.itemId);
  return new Map([...groups].map(([itemId, group]) => [itemId, group.map((row) => show(row))]));
}

/** The comments of an item that the caller has found to be visible. */
export async function readComments(
  ctx: Context,
  projectId: string,
  itemId: string,
): Promise<Comment[]> {
  const where = present(ctx, projectId, itemId);
  const rows = await db.comment.findMany({ where, orderBy: [...oldestFirst] });
  return rows.map(toComment);
}
