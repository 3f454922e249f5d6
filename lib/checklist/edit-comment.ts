import type { Context } from "#lib/platform/auth/context.ts";
import { ConflictError, ForbiddenError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import { isOwn, lockedComment } from "./comment-store.ts";
import type { Comment, editCommentEndpoint } from "./notes-contract.ts";
import { toComment } from "./item-details.ts";

/**
 * Changes the text of a comment; only its author may. Returns it. Throws ConflictError with the
 * present comment when it is newer than `seenAt`.
 */
export function editComment(
  ctx: Context,
  input: Input<typeof editCommentEndpoint>,
): Promise<Comment> {
  const { projectId, itemId, commentId, body, seenAt } = input;
  return changeProject(
    ctx,
    "comments.write",
    projectId,
    async ({ tx, row: project, now, record }) => {
      const { comment } = await lockedComment(tx, project, input);
      if (!isOwn(ctx, comment)) throw new ForbiddenError("comment_of_another");
      if (body === comment.body) return toComment(comment);
      const lastChange = comment.editedAt ?? comment.createdAt;
      if (seenAt && new Date(seenAt).getTime() !== lastChange.getTime()) {
        throw new ConflictError("comment_outdated", {}, toComment(comment));
      }
      const revision = record({
        action: "comment.edited",
        subject: { type: "item", id: itemId },
        before: { body: comment.body },
        after: { commentId, body },
      });
      await tx.item.update({ where: { id: itemId }, data: { revision } });
      const data = { body, editedAt: now };
      return toComment(await tx.comment.update({ where: { id: commentId }, data }));
    },
  );
}
