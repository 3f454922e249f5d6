import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import { ConflictError } from "#lib/platform/errors.ts";
import type { Output } from "#lib/platform/http/endpoint.ts";
import type { createRecoveryCodesEndpoint } from "./factors-contract.ts";
import { newRecoveryCodes, storeRecoveryCodes } from "./recovery-codes.ts";
import { endSessionsOf, hasSecondFactor } from "./second-factor.ts";

type Created = Output<typeof createRecoveryCodesEndpoint>;

/**
 * Makes ten new recovery codes; the old ones and the person's other sessions end. Throws
 * ConflictError (`no_second_factor`) for somebody who has nothing that the codes could stand in for.
 */
export async function createRecoveryCodes(ctx: Context): Promise<Created> {
  const sessionId = requireStepUp(ctx);
  const recoveryCodes = newRecoveryCodes();
  await changeOrganization<Created>(ctx, "account.own", async (change) => {
    if (!(await hasSecondFactor(change.tx, ctx.userId))) {
      throw new ConflictError("no_second_factor");
    }
    await storeRecoveryCodes(change, ctx.userId, recoveryCodes);
    await endSessionsOf(change, ctx.userId, sessionId);
    return { recoveryCodes: null };
  });
  return { recoveryCodes };
}
