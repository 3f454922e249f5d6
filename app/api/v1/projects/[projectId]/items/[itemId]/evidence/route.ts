import { addEvidence } from "#lib/checklist/add-evidence.ts";
import { addEvidenceEndpoint, listEvidenceEndpoint } from "#lib/checklist/notes-contract.ts";
import { listEvidence } from "#lib/checklist/queries.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(listEvidenceEndpoint, listEvidence);
export const POST = route(addEvidenceEndpoint, addEvidence);
