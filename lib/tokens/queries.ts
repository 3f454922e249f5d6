import type { Context } from "#lib/platform/auth/context.ts";
import type { ApiToken } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import type { Output } from "#lib/platform/http/endpoint.ts";
import type { listTokensEndpoint, Token } from "./contract.ts";

const MAX_LISTED = 200;

/** The person's own tokens that were not revoked, ended ones included, the latest first. */
export async function listTokens(ctx: Context): Promise<Output<typeof listTokensEndpoint>> {
  const rows = await db.apiToken.findMany({
    where: { organizationId: ctx.organizationId, userId: ctx.userId, revokedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MAX_LISTED,
  });
  return { tokens: rows.map(toToken) };
}

type Row = Omit<ApiToken, "organizationId" | "userId" | "secretHash" | "revokedAt">;

/** A row as the API shows it. */
export function toToken(row: Row): Token {
  return {
    id: row.id,
    name: row.name,
    scope: row.scopes.includes("*:write") ? "write" : "read",
    hint: row.hint,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
