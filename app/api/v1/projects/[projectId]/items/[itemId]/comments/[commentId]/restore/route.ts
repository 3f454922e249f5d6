import { restoreCommentEndpoint } from "#lib/checklist/notes-contract.ts";
import { restoreComment } from "#lib/checklist/restore-comment.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(restoreCommentEndpoint, restoreComment);
