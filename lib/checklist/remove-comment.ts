import type { Context } from "#lib/platform/auth/context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { ForbiddenError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import { isOwn, lockedComment } from "./comment-store.ts";
import type { removeCommentEndpoint } from "./notes-contract.ts";

/**
 * Takes a comment away: its author may, and whoever may moderate comments. The audit log keeps it,
 * and whoever took it away can bring it back.
 */
export function removeComment(
  ctx: Context,
  input: Input<typeof removeCommentEndpoint>,
): Promise<null> {
  const { projectId, itemId, commentId } = input;
  return changeProject(
    ctx,
    "comments.write",
    projectId,
    async ({ tx, row: project, now, record }) => {
      const { item, comment } = await lockedComment(tx, project, input);
      if (!isOwn(ctx, comment) && !can(project.role, "comments.moderate")) {
        throw new ForbiddenError("comment_of_another");
      }
      const commentCount = item.commentCount - 1;
      const revision = record({
        action: "comment.removed",
        subject: { type: "item", id: itemId },
        before: { body: comment.body, commentCount: item.commentCount },
        after: { commentId, commentCount },
      });
      const data = { removedAt: now, removedBy: ctx.userId };
      await tx.comment.update({ where: { id: commentId }, data });
      await tx.item.update({ where: { id: itemId }, data: { commentCount, revision } });
      return null;
    },
  );
}
