import type { Context } from "#lib/platform/auth/context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import type { Scope } from "#lib/platform/auth/scopes.ts";
import type { Prisma } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { ForbiddenError } from "#lib/platform/errors.ts";
import type { Output } from "#lib/platform/http/endpoint.ts";
import type { listTokensEndpoint, Token } from "./contract.ts";
import type {
  listOrganizationTokensEndpoint,
  listServiceAccountsEndpoint,
  ServiceAccount,
} from "./organization-contract.ts";

const MAX_LISTED = 200;
const MAX_LISTED_OF_ALL = 2_000;

/** What a token's row is read with. */
export const withProject = {
  project: { select: { id: true, slug: true, name: true } },
} as const satisfies Prisma.ApiTokenInclude;

const latestFirst = [{ createdAt: "desc" as const }, { id: "desc" as const }];

/** The person's own tokens that were not revoked, ended ones included, the latest first. */
export async function listTokens(ctx: Context): Promise<Output<typeof listTokensEndpoint>> {
  const rows = await db.apiToken.findMany({
    where: { organizationId: ctx.organizationId, userId: ctx.userId, revokedAt: null },
    include: withProject,
    orderBy: latestFirst,
    take: MAX_LISTED,
  });
  return { tokens: rows.map(toToken) };
}

/** The tokens of everybody that were not revoked, ended ones included, the latest first. */
export async function listOrganizationTokens(
  ctx: Context,
): Promise<Output<typeof listOrganizationTokensEndpoint>> {
  assertManagesTokens(ctx);
  const rows = await db.apiToken.findMany({
    where: { organizationId: ctx.organizationId, revokedAt: null },
    include: {
      ...withProject,
      member: { select: { user: { select: { name: true, kind: true } } } },
    },
    orderBy: latestFirst,
    take: MAX_LISTED_OF_ALL,
  });
  return {
    tokens: rows.map(({ member, ...row }) => ({
      ...toToken(row),
      owner: { userId: row.userId, ...member.user },
    })),
  };
}

/** The organisation's accounts for machines, by name. */
export async function listServiceAccounts(
  ctx: Context,
): Promise<Output<typeof listServiceAccountsEndpoint>> {
  assertManagesTokens(ctx);
  const rows = await db.member.findMany({
    where: { organizationId: ctx.organizationId, removedAt: null, user: { kind: "service" } },
    select: { userId: true, role: true, createdAt: true, user: { select: { name: true } } },
    orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
    take: MAX_LISTED_OF_ALL,
  });
  return { serviceAccounts: rows.map(toServiceAccount) };
}

function assertManagesTokens(ctx: Context): void {
  if (!can(ctx.organizationRole, "tokens.manage")) throw new ForbiddenError();
}

type AccountRow = {
  userId: string;
  role: string;
  createdAt: Date;
  user: { name: string };
};

/** A service account as the API shows it. */
export function toServiceAccount({ userId, role, createdAt, user }: AccountRow): ServiceAccount {
  return {
    userId,
    name: user.name,
    role: role === "admin" ? "admin" : "member",
    createdAt: createdAt.toISOString(),
  };
}

type Row = Pick<
  Prisma.ApiTokenGetPayload<{ include: typeof withProject }>,
  "id" | "name" | "scopes" | "project" | "hint" | "createdAt" | "expiresAt" | "lastUsedAt"
>;

/** A row as the API shows it. */
export function toToken(row: Row): Token {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes as Scope[],
    project: row.project,
    hint: row.hint,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
