import { editCommentEndpoint, removeCommentEndpoint } from "#lib/checklist/notes-contract.ts";
import { editComment } from "#lib/checklist/edit-comment.ts";
import { removeComment } from "#lib/checklist/remove-comment.ts";
import { route } from "#lib/platform/http/route.ts";

export const PATCH = route(editCommentEndpoint, editComment);
export const DELETE = route(removeCommentEndpoint, removeComment);
