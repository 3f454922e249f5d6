import type {
  getItemChecksEndpoint,
  listCheckRunsEndpoint,
  runChecksEndpoint,
  updateCheckSettingsEndpoint,
} from "#lib/checks/contract.ts";
import type {
  listDisagreementsEndpoint,
  settleDisagreementEndpoint,
  withdrawSettlementEndpoint,
} from "#lib/checks/disagreement-contract.ts";
import type {
  listNotificationsEndpoint,
  readNotificationsEndpoint,
} from "#lib/notifications/contract.ts";
import { operation } from "./operation.ts";

const project = "/projects/{projectId}";
const item = `${project}/items/{itemId}` as const;
const check = `${project}/checks/{checkId}` as const;

export const getItemChecks = operation<typeof getItemChecksEndpoint>("GET", `${item}/checks`);
export const listCheckRuns = operation<typeof listCheckRunsEndpoint>("GET", `${check}/runs`);
export const runChecks = operation<typeof runChecksEndpoint>("POST", `${project}/checks/run`);
export const updateCheckSettings = operation<typeof updateCheckSettingsEndpoint>("PATCH", check);
export const listDisagreements = operation<typeof listDisagreementsEndpoint>(
  "GET",
  `${project}/disagreements`,
);
export const settleDisagreement = operation<typeof settleDisagreementEndpoint>(
  "POST",
  `${item}/settlement`,
);
export const withdrawSettlement = operation<typeof withdrawSettlementEndpoint>(
  "DELETE",
  `${item}/settlement`,
);

export const listNotifications = operation<typeof listNotificationsEndpoint>(
  "GET",
  "/me/notifications",
);
export const readNotifications = operation<typeof readNotificationsEndpoint>(
  "POST",
  "/me/notifications/read",
);
