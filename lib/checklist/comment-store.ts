import type { Context } from "#lib/platform/auth/context.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import type { LockedProject } from "#lib/projects/change-project.ts";
import { lockedItem } from "./item-store.ts";

type Named = { itemId: string; commentId: string };

/** A comment on a visible item of a locked project. Throws NotFoundError. */
export async function lockedComment(tx: Tx, project: LockedProject, { itemId, commentId }: Named) {
  const item = await lockedItem(tx, project, itemId);
  const { id: projectId, organizationId } = project;
  const comment = await tx.comment.findFirst({
    where: { organizationId, projectId, itemId, id: commentId, removedAt: null },
  });
  if (!comment) throw new NotFoundError("comment_not_found");
  return { item, comment };
}

/** Whether the actor wrote the comment. */
export function isOwn(ctx: Context, comment: { authorId: string }): boolean {
  return comment.authorId === ctx.userId;
}
