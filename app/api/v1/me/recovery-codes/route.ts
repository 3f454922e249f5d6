import { createRecoveryCodesEndpoint } from "#lib/accounts/factors-contract.ts";
import { createRecoveryCodes } from "#lib/accounts/create-recovery-codes.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(createRecoveryCodesEndpoint, createRecoveryCodes);
