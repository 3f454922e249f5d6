import type { Context } from "#lib/platform/auth/context.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { ConflictError, NotFoundError } from "#lib/platform/errors.ts";
import type { LockedProject } from "#lib/projects/change-project.ts";
import { lockedItem } from "./item-store.ts";

// They are shown and sent all at once.
const MOST_PER_ITEM = 1_000;

type Named = { itemId: string; commentId: string };

/** A comment on a visible item of a locked project, also when it is removed. Throws NotFoundError. */
export async function storedComment(tx: Tx, project: LockedProject, { itemId, commentId }: Named) {
  const item = await lockedItem(tx, project, itemId);
  const { id: projectId, organizationId } = project;
  const comment = await tx.comment.findFirst({
    where: { organizationId, projectId, itemId, id: commentId },
  });
  if (!comment) throw new NotFoundError("comment_not_found");
  return { item, comment };
}

/** A comment that can be seen, on a visible item of a locked project. Throws NotFoundError. */
export async function lockedComment(tx: Tx, project: LockedProject, named: Named) {
  const found = await storedComment(tx, project, named);
  if (found.comment.removedAt) throw new NotFoundError("comment_not_found");
  return found;
}

/** Throws ConflictError where an item has as many comments as it may have. */
export function assertRoomForComment({ commentCount }: { commentCount: number }): void {
  if (commentCount < MOST_PER_ITEM) return;
  throw new ConflictError("too_many_comments", { max: MOST_PER_ITEM });
}

/** Whether the actor wrote the comment. */
export function isOwn(ctx: Context, comment: { authorId: string }): boolean {
  return comment.authorId === ctx.userId;
}
