import { uuidv7 } from "uuidv7";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import { assertRoomForComment } from "./comment-store.ts";
import type { addCommentEndpoint, Comment } from "./notes-contract.ts";
import { toComment } from "./item-details.ts";
import { lockedItem } from "./item-store.ts";

/** Adds a comment to an item and returns it. Throws ConflictError where there are 1,000 already. */
export function addComment(
  ctx: Context,
  input: Input<typeof addCommentEndpoint>,
): Promise<Comment> {
  const { projectId, itemId, body } = input;
  return changeProject(
    ctx,
    "comments.write",
    projectId,
    async ({ tx, row: project, now, record }) => {
      const item = await lockedItem(tx, project, itemId);
      assertRoomForComment(item);
      const id = uuidv7();
      const { organizationId, id: ownProjectId } = project;
      const place = { organizationId, projectId: ownProjectId, itemId };
      const comment = await tx.comment.create({
        data: { id, ...place, body, authorId: ctx.userId, createdAt: now },
      });
      const commentCount = item.commentCount + 1;
      const revision = record({
        action: "comment.added",
        subject: { type: "item", id: itemId },
        before: { commentCount: item.commentCount },
        after: { commentId: id, body, commentCount },
      });
      await tx.item.update({ where: { id: itemId }, data: { commentCount, revision } });
      return toComment(comment);
    },
  );
}
