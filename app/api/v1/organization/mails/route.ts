import { listMailsEndpoint } from "#lib/mails/contract.ts";
import { listMails } from "#lib/mails/queries.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(listMailsEndpoint, listMails);
