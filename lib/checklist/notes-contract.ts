import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { id, line, moment, prose } from "#lib/platform/http/fields.ts";

const itemParams = z.strictObject({ projectId: line(100), itemId: id });

export const Evidence = z.strictObject({
  id: z.uuid(),
  kind: z.enum(["link", "note"]),
  url: z.string().nullable(),
  text: z.string(),
  createdBy: z.uuid(),
  createdAt: z.iso.datetime(),
});
export type Evidence = z.infer<typeof Evidence>;

export const Comment = z.strictObject({
  id: z.uuid(),
  /** Markdown without HTML. */
  body: z.string(),
  authorId: z.uuid(),
  createdAt: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
});
export type Comment = z.infer<typeof Comment>;

export const addCommentEndpoint = endpoint({
  operationId: "addComment",
  method: "POST",
  path: "/projects/{projectId}/items/{itemId}/comments",
  summary: "Comment on an item, in Markdown",
  access: "comments.write",
  status: 201,
  params: itemParams,
  body: z.strictObject({ body: prose(10_000, 1) }),
  response: Comment,
});

export const listCommentsEndpoint = endpoint({
  operationId: "listComments",
  method: "GET",
  path: "/projects/{projectId}/items/{itemId}/comments",
  summary: "List an item's comments, oldest first",
  access: "project.read",
  params: itemParams,
  response: z.strictObject({ comments: z.array(Comment) }),
});

const commentParams = itemParams.extend({ commentId: id });

export const editCommentEndpoint = endpoint({
  operationId: "editComment",
  method: "PATCH",
  path: "/projects/{projectId}/items/{itemId}/comments/{commentId}",
  summary: "Edit a comment of your own",
  access: "comments.write",
  params: commentParams,
  body: z.strictObject({
    body: prose(10_000, 1),
    /** `editedAt ?? createdAt` of the text that you saw. */
    seenAt: moment.optional(),
  }),
  response: Comment,
});

export const removeCommentEndpoint = endpoint({
  operationId: "removeComment",
  method: "DELETE",
  path: "/projects/{projectId}/items/{itemId}/comments/{commentId}",
  summary: "Remove a comment of your own; leads can remove any",
  access: "comments.write",
  params: commentParams,
  response: z.null(),
  status: 204,
});

export const restoreCommentEndpoint = endpoint({
  operationId: "restoreComment",
  method: "POST",
  path: "/projects/{projectId}/items/{itemId}/comments/{commentId}/restore",
  summary: "Bring a comment back that you have removed; leads can bring back any",
  access: "comments.write",
  params: commentParams,
  response: Comment,
});

export const listEvidenceEndpoint = endpoint({
  operationId: "listEvidence",
  method: "GET",
  path: "/projects/{projectId}/items/{itemId}/evidence",
  summary: "List an item's evidence, oldest first",
  access: "project.read",
  params: itemParams,
  response: z.strictObject({ evidence: z.array(Evidence) }),
});

export const addEvidenceEndpoint = endpoint({
  operationId: "addEvidence",
  method: "POST",
  path: "/projects/{projectId}/items/{itemId}/evidence",
  summary: "Add a link or a note as evidence",
  access: "evidence.write",
  status: 201,
  params: itemParams,
  body: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("link"),
      url: line(2_000).pipe(z.url({ protocol: /^https?$/ })),
      text: prose(2_000).default(""),
    }),
    z.strictObject({ kind: z.literal("note"), text: prose(10_000, 1) }),
  ]),
  response: Evidence,
});

export const removeEvidenceEndpoint = endpoint({
  operationId: "removeEvidence",
  method: "DELETE",
  path: "/projects/{projectId}/items/{itemId}/evidence/{evidenceId}",
  summary: "Remove a piece of evidence",
  access: "evidence.write",
  params: itemParams.extend({ evidenceId: id }),
  response: z.null(),
  status: 204,
});
