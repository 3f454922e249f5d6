import {
  settleDisagreementEndpoint,
  withdrawSettlementEndpoint,
} from "#lib/checks/disagreement-contract.ts";
import { settleDisagreement, withdrawSettlement } from "#lib/checks/settle-disagreement.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(settleDisagreementEndpoint, settleDisagreement);
export const DELETE = route(withdrawSettlementEndpoint, withdrawSettlement);
