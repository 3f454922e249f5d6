import type { Context } from "#lib/platform/auth/context.ts";
import { requireSession } from "#lib/platform/auth/require-session.ts";
import { db } from "#lib/platform/db/read.ts";
import type { Output } from "#lib/platform/http/endpoint.ts";
import type { listPasskeysEndpoint } from "./contract.ts";
import { toPasskey } from "./passkey-row.ts";

/** The person's own passkeys, the latest first. In a browser only. */
export async function listPasskeys(ctx: Context): Promise<Output<typeof listPasskeysEndpoint>> {
  requireSession(ctx);
  const rows = await db.passkey.findMany({
    where: { userId: ctx.userId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return { passkeys: rows.map(toPasskey) };
}
