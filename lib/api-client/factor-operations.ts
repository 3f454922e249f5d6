import type {
  confirmTotpEndpoint,
  createRecoveryCodesEndpoint,
  removeTotpEndpoint,
  startTotpEndpoint,
} from "#lib/accounts/factors-contract.ts";
import { operation } from "./operation.ts";

export const startTotp = operation<typeof startTotpEndpoint>("POST", "/me/totp");
export const confirmTotp = operation<typeof confirmTotpEndpoint>("POST", "/me/totp/confirm");
export const removeTotp = operation<typeof removeTotpEndpoint>("DELETE", "/me/totp");
export const createRecoveryCodes = operation<typeof createRecoveryCodesEndpoint>(
  "POST",
  "/me/recovery-codes",
);
