import { z } from "zod";
import { line } from "#lib/platform/http/fields.ts";
import { attribute, isObject, type Assignment } from "./patch.ts";
import { invalidValue, ScimError } from "./scim-error.ts";
import { parse } from "./user-changes.ts";

/** What a directory says of a group; what is absent stays as it is. */
export type GroupChanges = {
  displayName?: string;
  externalId?: string | null;
  /** User ids, all of them. */
  members?: Set<string>;
};

const MEMBER_FILTER = /^members\[\s*value\s+eq\s+"([^"]*)"\s*\]$/;

/** What a whole resource says, for a new group or in place of an old one. */
export function readGroup(body: Record<string, unknown>): GroupChanges {
  const changes: GroupChanges = {};
  for (const [name, value] of Object.entries(body)) assign(changes, name.toLowerCase(), value);
  if (changes.displayName === undefined) throw invalidValue("displayName is required.");
  return changes;
}

/** What a patch says of a group that has these members. */
export function readGroupPatch(
  assignments: Assignment[],
  present: readonly string[],
): GroupChanges {
  const changes: GroupChanges = {};
  for (const { op, path, value } of assignments) {
    if (!path.startsWith("members")) {
      if (op !== "remove") assign(changes, path, value);
      else if (path === "externalid") changes.externalId = null;
      else if (path === "displayname") {
        throw new ScimError(400, "mutability", "displayName is required.");
      }
      continue;
    }
    changes.members = patchMembers(changes.members ?? new Set(present), { op, path, value });
  }
  return changes;
}

function patchMembers(members: Set<string>, { op, path, value }: Assignment): Set<string> {
  const named = MEMBER_FILTER.exec(path)?.[1];
  if (named === undefined && path !== "members") {
    throw new ScimError(400, "invalidPath", 'Members are addressed as members[value eq "id"].');
  }
  const ids = named === undefined ? readIds(value ?? []) : new Set([readId(named)]);
  if (op === "add") return new Set([...members, ...ids]);
  if (op === "replace") return named === undefined ? ids : members;
  // Entra names whom it takes out in the value; without any, all go.
  if (named === undefined && value === undefined) return new Set();
  return new Set([...members].filter((id) => !ids.has(id)));
}

function assign(changes: GroupChanges, path: string, value: unknown): void {
  if (path === "displayname") changes.displayName = parse(line(200), value, "displayName");
  if (path === "externalid") {
    changes.externalId = value === null ? null : parse(line(255), value, "externalId");
  }
  if (path === "members") changes.members = readIds(value ?? []);
}

function readIds(value: unknown): Set<string> {
  const list = Array.isArray(value) ? value : [value];
  return new Set(
    list.map((member: unknown) => readId(isObject(member) ? attribute(member, "value") : member)),
  );
}

const readId = (value: unknown): string =>
  parse(z.uuid(), value, "members: value must be the id of a user").toLowerCase();
