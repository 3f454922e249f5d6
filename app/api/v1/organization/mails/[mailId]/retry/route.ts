import { retryMailEndpoint } from "#lib/mails/contract.ts";
import { retryMail } from "#lib/mails/retry-mail.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(retryMailEndpoint, retryMail);
