import type { Context } from "#lib/platform/auth/context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import type { Prisma } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { env } from "#lib/platform/env.ts";
import { ForbiddenError } from "#lib/platform/errors.ts";
import type { Output } from "#lib/platform/http/endpoint.ts";
import type { getDirectoryEndpoint, Group, ScimToken } from "./contract.ts";

const MAX_LISTED = 500;

/** Where a directory connects, the tokens that were not revoked, and the groups that it keeps. */
export async function getDirectory(ctx: Context): Promise<Output<typeof getDirectoryEndpoint>> {
  if (!can(ctx.organizationRole, "scim.manage")) throw new ForbiddenError();
  const { organizationId } = ctx;
  const [tokens, groups, people] = await Promise.all([
    db.scimToken.findMany({
      where: { organizationId, revokedAt: null },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: MAX_LISTED,
    }),
    db.group.findMany({
      where: { organizationId },
      select: adminGroupColumns,
      orderBy: { displayName: "asc" },
      take: MAX_LISTED,
    }),
    db.member.count({ where: { organizationId, provisioned: true, removedAt: null } }),
  ]);
  const makers = await readNames(tokens.map(({ createdById }) => createdById));
  return {
    url: `${new URL(env().PREFLIGHT_URL).origin}/api/scim/v2`,
    tokens: tokens.map((token) => toScimToken(token, makers.get(token.createdById) ?? null)),
    groups: groups.map(toAdminGroup),
    people,
  };
}

async function readNames(ids: string[]): Promise<Map<string, string>> {
  const users = await db.user.findMany({
    where: { id: { in: ids }, deletedAt: null },
    select: { id: true, name: true },
  });
  return new Map(users.map(({ id, name }) => [id, name]));
}

type TokenRow = Pick<
  Prisma.ScimTokenGetPayload<object>,
  "id" | "name" | "hint" | "createdAt" | "expiresAt" | "lastUsedAt"
>;

/** A token as the API shows it. */
export function toScimToken(row: TokenRow, createdBy: string | null): ScimToken {
  return {
    id: row.id,
    name: row.name,
    hint: row.hint,
    createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}

export const adminGroupColumns = {
  id: true,
  displayName: true,
  role: true,
  _count: { select: { members: true } },
} as const satisfies Prisma.GroupSelect;

type AdminGroupRow = Prisma.GroupGetPayload<{ select: typeof adminGroupColumns }>;

/** A group as the API shows it to administrators. */
export function toAdminGroup({ id, displayName, role, _count }: AdminGroupRow): Group {
  // Groups are never stored with the role of an owner.
  return { id, displayName, role: role === "owner" ? null : role, memberCount: _count.members };
}
