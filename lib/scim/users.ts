import { assertAllowedDomain } from "#lib/members/allowed-domain.ts";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import type { Prisma } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { createUserRow } from "./create-user-row.ts";
import { parseFilter, type Lookup } from "./filter.ts";
import { pageOf, project } from "./page.ts";
import { readPatch } from "./patch.ts";
import { locationOf, toUser, userColumns, visibleUsers, type Source } from "./resources.ts";
import { notFound, requireId, type ScimAnswer, type ScimRequest } from "./scim-route.ts";
import { deleteUser, updateUser } from "./update-user.ts";
import { readUser, readUserPatch } from "./user-changes.ts";

/** GET /Users: whom the directory sees, by address; with `filter`, `startIndex` and `count`. */
export async function listUsers(ctx: Context, { query }: ScimRequest): Promise<ScimAnswer> {
  const filter = parseFilter(query.get("filter"));
  const rows = await db.member.findMany({
    where: { AND: [visibleUsers(ctx.organizationId), lookupUser(filter?.lookup ?? null)] },
    select: userColumns,
    orderBy: [{ user: { email: "asc" } }],
  });
  const users = rows.map(toUser);
  const found = filter && !filter.lookup ? users.filter(filter.matches) : users;
  return { body: pageOf(found, query) };
}

const UUID = /^[0-9a-f-]{36}$/i;

function lookupUser(lookup: Lookup | null): Prisma.MemberWhereInput {
  if (!lookup) return {};
  const { attribute, value } = lookup;
  const text = { equals: value, mode: "insensitive" as const };
  if (attribute === "username") return { user: { email: value.toLowerCase() } };
  if (attribute === "externalid") return { externalId: value };
  if (attribute === "displayname") return { user: { name: text } };
  return UUID.test(value) ? { userId: value } : { userId: { in: [] } };
}

/** GET /Users/{id} */
export async function getUser(ctx: Context, request: ScimRequest): Promise<ScimAnswer> {
  const row = await findUser(db, ctx, requireId(request));
  return { body: project(toUser(row), request.query) };
}

/** POST /Users: a new person, or one back whom an administrator had removed. */
export async function createUser(ctx: Context, { body }: ScimRequest): Promise<ScimAnswer> {
  const wanted = readUser(body);
  return changeOrganization(ctx, "members.manage", async (change) => {
    const email = wanted.email ?? "";
    await assertAllowedDomain(change.tx, ctx.organizationId, email, "userName");
    const userId = await createUserRow(change, { ...wanted, email });
    const created = toUser(await findUser(change.tx, ctx, userId));
    return { status: 201, body: created, location: locationOf("Users", userId) };
  });
}

/** PUT /Users/{id}: all of a person anew; an absent external id is taken away. */
export async function replaceUser(ctx: Context, request: ScimRequest): Promise<ScimAnswer> {
  const wanted = { externalId: null, ...readUser(request.body) };
  const id = requireId(request);
  return changeOrganization(ctx, "members.manage", async (change) => {
    const present = await findUser(change.tx, ctx, id);
    await updateUser(change, present, wanted);
    return { body: toUser(await findUser(change.tx, ctx, id)) };
  });
}

/** PATCH /Users/{id} */
export async function patchUser(ctx: Context, request: ScimRequest): Promise<ScimAnswer> {
  const assignments = readPatch(request.body);
  const id = requireId(request);
  return changeOrganization(ctx, "members.manage", async (change) => {
    const present = await findUser(change.tx, ctx, id);
    await updateUser(change, present, readUserPatch(assignments, present.user.name));
    return { body: toUser(await findUser(change.tx, ctx, id)) };
  });
}

/** DELETE /Users/{id}: the membership ends, and the directory sees the person no more. */
export async function removeUser(ctx: Context, request: ScimRequest): Promise<ScimAnswer> {
  const id = requireId(request);
  await changeOrganization(ctx, "members.manage", async (change) =>
    deleteUser(change, await findUser(change.tx, ctx, id)),
  );
  return {};
}

async function findUser(source: Source | Tx, { organizationId }: Context, userId: string) {
  const row = await source.member.findFirst({
    where: { AND: [visibleUsers(organizationId), { userId }] },
    select: userColumns,
  });
  if (!row) throw notFound();
  return row;
}
