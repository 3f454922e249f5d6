import { addComment } from "#lib/checklist/add-comment.ts";
import { addCommentEndpoint, listCommentsEndpoint } from "#lib/checklist/notes-contract.ts";
import { listComments } from "#lib/checklist/queries.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(listCommentsEndpoint, listComments);
export const POST = route(addCommentEndpoint, addComment);
