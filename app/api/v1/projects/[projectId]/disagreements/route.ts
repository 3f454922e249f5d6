import { listDisagreementsEndpoint } from "#lib/checks/disagreement-contract.ts";
import { listDisagreements } from "#lib/checks/disagreements.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(listDisagreementsEndpoint, listDisagreements);
