import { assertAllowedDomain } from "#lib/members/allowed-domain.ts";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Change, StreamRow } from "#lib/platform/audit/audited-change.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import type { Prisma } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { announce } from "#lib/platform/realtime/announce.ts";
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

type Changed = { answer: ScimAnswer; projectIds: string[] };

/** A change of people that may change projects, too; these are announced after the commit. */
async function announcing(
  ctx: Context,
  run: (change: Change<StreamRow>) => Promise<Changed>,
): Promise<ScimAnswer> {
  const { answer, projectIds } = await changeOrganization(ctx, "members.manage", run);
  projectIds.forEach(announce);
  return answer;
}

/** POST /Users: a new person, or one back whom an administrator had removed. */
export async function createUser(ctx: Context, { body }: ScimRequest): Promise<ScimAnswer> {
  const wanted = readUser(body);
  return announcing(ctx, async (change) => {
    const email = wanted.email ?? "";
    await assertAllowedDomain(change.tx, ctx.organizationId, email, "userName");
    const { userId, projectIds } = await createUserRow(change, ctx, { ...wanted, email });
    const created = toUser(await findUser(change.tx, ctx, userId));
    const answer = { status: 201 as const, body: created, location: locationOf("Users", userId) };
    return { answer, projectIds };
  });
}

/** PUT /Users/{id}: all of a person anew; an absent external id is taken away. */
export async function replaceUser(ctx: Context, request: ScimRequest): Promise<ScimAnswer> {
  const wanted = { externalId: null, ...readUser(request.body) };
  const id = requireId(request);
  return announcing(ctx, async (change) => {
    const present = await findUser(change.tx, ctx, id);
    const projectIds = await updateUser(change, ctx, present, wanted);
    return { answer: { body: toUser(await findUser(change.tx, ctx, id)) }, projectIds };
  });
}

/** PATCH /Users/{id} */
export async function patchUser(ctx: Context, request: ScimRequest): Promise<ScimAnswer> {
  const assignments = readPatch(request.body);
  const id = requireId(request);
  return announcing(ctx, async (change) => {
    const present = await findUser(change.tx, ctx, id);
    const wanted = readUserPatch(assignments, present.user.name);
    const projectIds = await updateUser(change, ctx, present, wanted);
    return { answer: { body: toUser(await findUser(change.tx, ctx, id)) }, projectIds };
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
