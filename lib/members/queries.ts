import type { Context } from "#lib/platform/auth/context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import type { Prisma } from "#lib/platform/db/generated/client.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import type { Output } from "#lib/platform/http/endpoint.ts";
import type { listMembersEndpoint, Member } from "./contract.ts";

// Larger organisations will need pages; until then a list that is cut short would mislead.
const MAX_LISTED = 2_000;

/** The people of the organisation by name, without those who were removed. */
export async function listMembers(ctx: Context): Promise<Output<typeof listMembersEndpoint>> {
  const rows = await db.member.findMany({
    where: { organizationId: ctx.organizationId, removedAt: null },
    select: columns(ctx),
    orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
    take: MAX_LISTED,
  });
  return { members: rows.map((row) => toMember(ctx, row)) };
}

/** One person as the API shows them, as they are inside a change. Throws NotFoundError. */
export async function readMember(tx: Tx, ctx: Context, userId: string): Promise<Member> {
  const row = await tx.member.findFirst({
    where: { organizationId: ctx.organizationId, userId, removedAt: null },
    select: columns(ctx),
  });
  if (!row) throw new NotFoundError("member_not_found");
  return toMember(ctx, row);
}

function columns(ctx: Context) {
  return {
    userId: true,
    role: true,
    createdAt: true,
    sessions: { orderBy: { lastSeenAt: "desc" }, take: 1, select: { lastSeenAt: true } },
    user: {
      select: {
        name: true,
        email: true,
        kind: true,
        passwordHash: true,
        totp: { select: { confirmedAt: true } },
        _count: { select: { passkeys: true } },
        passwordLinks: {
          where: { usedAt: null, expiresAt: { gt: ctx.now() } },
          orderBy: { expiresAt: "desc" },
          take: 1,
          select: { expiresAt: true },
        },
      },
    },
  } as const satisfies Prisma.MemberSelect;
}

type Row = Prisma.MemberGetPayload<{ select: ReturnType<typeof columns> }>;

function toMember(ctx: Context, { userId, role, createdAt, sessions, user }: Row): Member {
  const manages = can(ctx.organizationRole, "members.manage") !== false;
  return {
    userId,
    name: user.name,
    email: user.email,
    kind: user.kind,
    role,
    state: user.kind === "person" && user.passwordHash === null ? "invited" : "active",
    createdAt: createdAt.toISOString(),
    lastSeenAt: sessions[0]?.lastSeenAt.toISOString() ?? null,
    linkExpiresAt: user.passwordLinks[0]?.expiresAt.toISOString() ?? null,
    secondFactor: manages ? Boolean(user.totp?.confirmedAt) || user._count.passkeys > 0 : null,
  };
}
