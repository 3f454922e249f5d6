import type { Tx } from "#lib/platform/db/client.ts";
import type { Prisma } from "#lib/platform/db/generated/client.ts";
import type { db } from "#lib/platform/db/read.ts";
import { env } from "#lib/platform/env.ts";

export const USER_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";
export const GROUP_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";

/** Where reads come from: the transaction of a change, or the connections for reading. */
export type Source = Pick<Tx, "member" | "group"> | typeof db;

/** The address of a resource. */
export const locationOf = (type: string, id: string): string =>
  `${new URL(env().PREFLIGHT_URL).origin}/api/scim/v2/${type}/${id}`;

/** Whom a directory sees: members, and those whom it has deactivated itself. */
export const visibleUsers = (organizationId: string) =>
  ({
    organizationId,
    user: { kind: "person", deletedAt: null },
    OR: [{ removedAt: null }, { provisioned: true }],
  }) as const satisfies Prisma.MemberWhereInput;

export const userColumns = {
  userId: true,
  role: true,
  externalId: true,
  provisioned: true,
  createdAt: true,
  removedAt: true,
  user: { select: { name: true, email: true } },
  groups: { select: { group: { select: { id: true, displayName: true } } } },
} as const satisfies Prisma.MemberSelect;

export type UserRow = Prisma.MemberGetPayload<{ select: typeof userColumns }>;

/** A person as the protocol shows them. Preflight keeps one name, whose last word stands for the family's. */
export function toUser(row: UserRow): object {
  const { name, email } = row.user;
  const { given, family } = splitName(name);
  return {
    schemas: [USER_SCHEMA],
    id: row.userId,
    ...(row.externalId === null ? {} : { externalId: row.externalId }),
    userName: email,
    displayName: name,
    name: { formatted: name, givenName: given, familyName: family },
    active: row.removedAt === null,
    emails: [{ value: email, type: "work", primary: true }],
    groups: row.groups.map(({ group }) => ({
      value: group.id,
      display: group.displayName,
      $ref: locationOf("Groups", group.id),
      type: "direct",
    })),
    meta: {
      resourceType: "User",
      created: row.createdAt.toISOString(),
      location: locationOf("Users", row.userId),
    },
  };
}

/** Given and family name of one that is kept as a whole. */
export function splitName(name: string): { given: string; family: string } {
  const at = name.lastIndexOf(" ");
  return at < 0
    ? { given: name, family: "" }
    : { given: name.slice(0, at), family: name.slice(at + 1) };
}

export const groupColumns = {
  id: true,
  displayName: true,
  externalId: true,
  role: true,
  createdAt: true,
  updatedAt: true,
  members: { select: { userId: true, member: { select: { user: { select: { name: true } } } } } },
} as const satisfies Prisma.GroupSelect;

export type GroupRow = Prisma.GroupGetPayload<{ select: typeof groupColumns }>;

/** A group as the protocol shows it. */
export function toGroup(row: GroupRow): object {
  return {
    schemas: [GROUP_SCHEMA],
    id: row.id,
    ...(row.externalId === null ? {} : { externalId: row.externalId }),
    displayName: row.displayName,
    members: row.members.map(({ userId, member }) => ({
      value: userId,
      display: member.user.name,
      $ref: locationOf("Users", userId),
      type: "User",
    })),
    meta: {
      resourceType: "Group",
      created: row.createdAt.toISOString(),
      lastModified: row.updatedAt.toISOString(),
      location: locationOf("Groups", row.id),
    },
  };
}
