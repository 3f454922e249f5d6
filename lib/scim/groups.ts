import { uuidv7 } from "uuidv7";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Prisma } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { parseFilter, type Lookup } from "./filter.ts";
import { readGroup, readGroupPatch } from "./group-changes.ts";
import { applyGroupRoles } from "./group-roles.ts";
import { pageOf, project } from "./page.ts";
import { readPatch } from "./patch.ts";
import { groupColumns, locationOf, toGroup, type Source } from "./resources.ts";
import { notFound, requireId, type ScimAnswer, type ScimRequest } from "./scim-route.ts";
import { assertFreeName, setMembers, updateGroup } from "./update-group.ts";

/** GET /Groups: the groups by name; with `filter`, `startIndex` and `count`. */
export async function listGroups(ctx: Context, { query }: ScimRequest): Promise<ScimAnswer> {
  const filter = parseFilter(query.get("filter"));
  const rows = await db.group.findMany({
    where: { organizationId: ctx.organizationId, ...lookupGroup(filter?.lookup ?? null) },
    select: groupColumns,
    orderBy: { displayName: "asc" },
  });
  const groups = rows.map(toGroup);
  const found = filter && !filter.lookup ? groups.filter(filter.matches) : groups;
  return { body: pageOf(found, query) };
}

const UUID = /^[0-9a-f-]{36}$/i;

function lookupGroup(lookup: Lookup | null): Prisma.GroupWhereInput {
  if (!lookup) return {};
  const { attribute, value } = lookup;
  if (attribute === "displayname") return { displayName: { equals: value, mode: "insensitive" } };
  if (attribute === "externalid") return { externalId: value };
  return attribute === "id" && UUID.test(value) ? { id: value } : { id: { in: [] } };
}

/** GET /Groups/{id} */
export async function getGroup(ctx: Context, request: ScimRequest): Promise<ScimAnswer> {
  const row = await findGroup(db, ctx, requireId(request));
  return { body: project(toGroup(row), request.query) };
}

/** POST /Groups. A new group gives no role; an administrator may have it give one. */
export async function createGroup(ctx: Context, { body }: ScimRequest): Promise<ScimAnswer> {
  const { displayName = "", externalId = null, members = new Set() } = readGroup(body);
  return changeOrganization(ctx, "members.manage", async (change) => {
    const { tx, now, record } = change;
    const { organizationId } = ctx;
    await assertFreeName(tx, organizationId, displayName, null);
    const id = uuidv7();
    await tx.group.create({
      data: { id, organizationId, displayName, externalId, createdAt: now, updatedAt: now },
    });
    await setMembers(change, id, [], members);
    const after = { displayName, members: [...members] };
    record({ action: "group.created", subject: { type: "group", id }, after });
    const created = toGroup(await findGroup(tx, ctx, id));
    return { status: 201, body: created, location: locationOf("Groups", id) };
  });
}

/** PUT /Groups/{id}: all of a group anew; absent members are taken out. */
export async function replaceGroup(ctx: Context, request: ScimRequest): Promise<ScimAnswer> {
  const wanted = { externalId: null, members: new Set<string>(), ...readGroup(request.body) };
  const id = requireId(request);
  return changeOrganization(ctx, "members.manage", async (change) => {
    await updateGroup(change, await findGroup(change.tx, ctx, id), wanted);
    return { body: toGroup(await findGroup(change.tx, ctx, id)) };
  });
}

/** PATCH /Groups/{id} */
export async function patchGroup(ctx: Context, request: ScimRequest): Promise<ScimAnswer> {
  const assignments = readPatch(request.body);
  const id = requireId(request);
  return changeOrganization(ctx, "members.manage", async (change) => {
    const present = await findGroup(change.tx, ctx, id);
    const members = present.members.map(({ userId }) => userId);
    await updateGroup(change, present, readGroupPatch(assignments, members));
    return { body: toGroup(await findGroup(change.tx, ctx, id)) };
  });
}

/** DELETE /Groups/{id}: its people lose the role that it gave. */
export async function removeGroup(ctx: Context, request: ScimRequest): Promise<ScimAnswer> {
  const id = requireId(request);
  await changeOrganization(ctx, "members.manage", async (change) => {
    const { tx, record } = change;
    const { displayName, role, members } = await findGroup(tx, ctx, id);
    await tx.group.delete({ where: { id } });
    if (role)
      await applyGroupRoles(
        change,
        members.map(({ userId }) => userId),
      );
    record({ action: "group.removed", subject: { type: "group", id }, before: { displayName } });
  });
  return {};
}

async function findGroup(source: Source, { organizationId }: Context, id: string) {
  const row = await source.group.findFirst({ where: { organizationId, id }, select: groupColumns });
  if (!row) throw notFound();
  return row;
}
