import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import type { Passkey, renamePasskeyEndpoint } from "./contract.ts";
import { toPasskey } from "./passkey-row.ts";

/** Renames one of the person's own passkeys. Throws NotFoundError for any other. */
export async function renamePasskey(
  ctx: Context,
  { passkeyId, name }: Input<typeof renamePasskeyEndpoint>,
): Promise<Passkey> {
  requireStepUp(ctx);
  return changeOrganization(ctx, "account.own", async ({ tx, record }) => {
    const row = await tx.passkey.findFirst({ where: { id: passkeyId, userId: ctx.userId } });
    if (!row) throw new NotFoundError("passkey_not_found");
    if (row.name === name) return toPasskey(row);
    const { count } = await tx.passkey.updateMany({ where: { id: row.id }, data: { name } });
    // Removed in between, from another of the person's organisations.
    if (count === 0) throw new NotFoundError("passkey_not_found");
    record({
      action: "passkey.renamed",
      subject: { type: "passkey", id: row.id },
      before: { name: row.name },
      after: { name },
    });
    return toPasskey({ ...row, name });
  });
}
