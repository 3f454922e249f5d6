import { getApiDocumentEndpoint } from "#lib/api-contract.ts";
import { getApiDocument } from "#lib/api-document.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(getApiDocumentEndpoint, getApiDocument);
