import { removeEvidenceEndpoint } from "#lib/checklist/notes-contract.ts";
import { removeEvidence } from "#lib/checklist/remove-evidence.ts";
import { route } from "#lib/platform/http/route.ts";

export const DELETE = route(removeEvidenceEndpoint, removeEvidence);
