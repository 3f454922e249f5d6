import type { Context } from "#lib/platform/auth/context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { ForbiddenError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import { assertRoomForComment, storedComment } from "./comment-store.ts";
import { toComment } from "./item-details.ts";
import type { Comment, restoreCommentEndpoint } from "./notes-contract.ts";

/**
 * Brings a removed comment back as it was. Whoever removed it may, and whoever may moderate
 * comments. Returns it; one that is not removed stays as it is. Throws ConflictError where the item
 * has 1,000 comments.
 */
export function restoreComment(
  ctx: Context,
  input: Input<typeof restoreCommentEndpoint>,
): Promise<Comment> {
  const { projectId, itemId, commentId } = input;
  return changeProject(ctx, "comments.write", projectId, async ({ tx, row: project, record }) => {
    const { item, comment } = await storedComment(tx, project, input);
    if (!comment.removedAt) return toComment(comment);
    if (comment.removedBy !== ctx.userId && !can(project.role, "comments.moderate")) {
      throw new ForbiddenError("comment_of_another");
    }
    assertRoomForComment(item);
    const commentCount = item.commentCount + 1;
    const revision = record({
      action: "comment.restored",
      subject: { type: "item", id: itemId },
      before: { commentCount: item.commentCount },
      after: { commentId, body: comment.body, commentCount },
    });
    const data = { removedAt: null, removedBy: null };
    const restored = await tx.comment.update({ where: { id: commentId }, data });
    await tx.item.update({ where: { id: itemId }, data: { commentCount, revision } });
    return toComment(restored);
  });
}
