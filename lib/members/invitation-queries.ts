import { z } from "zod";
import type { Context } from "#lib/platform/auth/context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import type { Invitation as Row } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { ForbiddenError, NotFoundError } from "#lib/platform/errors.ts";
import type { Output } from "#lib/platform/http/endpoint.ts";
import { mailIsOn } from "#lib/mails/queries.ts";
import { ProjectRole } from "#lib/projects/contract.ts";
import type { Invitation, listInvitationsEndpoint } from "./invitation-contract.ts";

const MAX_LISTED = 1_000;
const StoredRoles = z.array(z.object({ projectId: z.uuid(), role: ProjectRole }));
export type StoredRoles = z.output<typeof StoredRoles>;

/** The roles in projects that come with an invitation, as they are stored. */
export const readProjectRoles = (row: Pick<Row, "projectRoles">): StoredRoles =>
  StoredRoles.parse(row.projectRoles);

/** The invitations that were neither accepted nor revoked, those that ran out included. */
export async function listInvitations(
  ctx: Context,
): Promise<Output<typeof listInvitationsEndpoint>> {
  if (!can(ctx.organizationRole, "members.manage")) throw new ForbiddenError();
  const rows = await db.invitation.findMany({
    where: { organizationId: ctx.organizationId, acceptedAt: null, revokedAt: null },
    orderBy: { id: "desc" },
    take: MAX_LISTED,
  });
  return { mail: mailIsOn(), invitations: await toInvitations(db, ctx, rows) };
}

/** One open invitation inside a change. Throws NotFoundError. */
export async function lockedInvitation(tx: Tx, ctx: Context, id: string): Promise<Row> {
  const row = await tx.invitation.findFirst({
    where: { id, organizationId: ctx.organizationId, acceptedAt: null, revokedAt: null },
  });
  if (!row) throw new NotFoundError("invitation_not_found");
  return row;
}

type Reader = Pick<Tx, "project" | "user"> | typeof db;

/** Rows as the API shows them, with the names of projects and people. */
export async function toInvitations(
  reader: Reader,
  { organizationId }: Context,
  rows: readonly Row[],
): Promise<Invitation[]> {
  const roles = new Map(rows.map((row) => [row.id, readProjectRoles(row)]));
  const projectIds = [...roles.values()].flat().map(({ projectId }) => projectId);
  const names = new Map<string, string>();
  const select = { id: true, name: true } as const;
  const where = { id: { in: projectIds }, organizationId };
  for (const each of await reader.project.findMany({ where, select })) {
    names.set(each.id, each.name);
  }
  const inviters = { id: { in: rows.map((row) => row.invitedById) } };
  for (const each of await reader.user.findMany({ where: inviters, select })) {
    names.set(each.id, each.name);
  }
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    projectRoles: (roles.get(row.id) ?? []).map((each) => ({
      ...each,
      name: names.get(each.projectId) ?? "",
    })),
    invitedBy: { id: row.invitedById, name: names.get(row.invitedById) ?? "" },
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}
