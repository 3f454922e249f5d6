import type { z } from "zod";
import { email as emailField, line } from "#lib/platform/http/fields.ts";
import { attribute, isObject, type Assignment } from "./patch.ts";
import { splitName } from "./resources.ts";
import { invalidValue, ScimError } from "./scim-error.ts";

/** What a directory says of a person; what is absent stays as it is. */
export type UserChanges = {
  email?: string;
  name?: string;
  externalId?: string | null;
  active?: boolean;
};

/** The parts of a name as they come; the first of them that is there counts. */
type NameParts = { display?: string; formatted?: string; given?: string; family?: string };

/** What a whole resource says, for a new person or in place of an old one. */
export function readUser(body: Record<string, unknown>): UserChanges {
  const changes: UserChanges = {};
  const parts: NameParts = {};
  for (const [name, value] of Object.entries(body))
    assign(changes, parts, name.toLowerCase(), value);
  if (changes.email === undefined) throw invalidValue("userName is required.");
  return withName(changes, parts, "");
}

/** What a patch says of a person who is called `presentName`. Attributes that are not kept are passed over. */
export function readUserPatch(assignments: Assignment[], presentName: string): UserChanges {
  const changes: UserChanges = {};
  const parts: NameParts = {};
  for (const { op, path, value } of assignments) {
    if (op !== "remove") assign(changes, parts, path, value);
    else if (path === "externalid") changes.externalId = null;
    else if (path === "username") throw new ScimError(400, "mutability", "userName is required.");
  }
  return withName(changes, parts, presentName);
}

function assign(changes: UserChanges, parts: NameParts, path: string, value: unknown): void {
  switch (path) {
    case "username":
      changes.email = parse(emailField, value, "userName must be an e-mail address");
      return;
    case "externalid":
      changes.externalId = value === null ? null : parse(line(255), value, "externalId");
      return;
    case "active":
      changes.active = readBoolean(value);
      return;
    case "name":
      if (!isObject(value)) throw invalidValue("name must be an object.");
      for (const part of ["formatted", "givenName", "familyName"]) {
        const text = attribute(value, part);
        if (text !== undefined) assign(changes, parts, `name.${part.toLowerCase()}`, text);
      }
      return;
    default:
      assignName(parts, path, value);
  }
}

const nameParts: Record<string, keyof NameParts> = {
  displayname: "display",
  "name.formatted": "formatted",
  "name.givenname": "given",
  "name.familyname": "family",
};

function assignName(parts: NameParts, path: string, value: unknown): void {
  const part = nameParts[path];
  // Anything else is not kept, and no reason to refuse the rest.
  if (part === undefined || value === null) return;
  parts[part] = parse(line(120, 0), value, path);
}

/** Entra sends "True" and "False". */
function readBoolean(value: unknown): boolean {
  const text = typeof value === "string" ? value.toLowerCase() : value;
  if (text === true || text === "true") return true;
  if (text === false || text === "false") return false;
  throw invalidValue("active must be true or false.");
}

function withName(changes: UserChanges, parts: NameParts, present: string): UserChanges {
  const whole = parts.display || parts.formatted;
  if (whole) return { ...changes, name: whole };
  if (parts.given === undefined && parts.family === undefined) return changes;
  const { given, family } = splitName(present);
  const name = `${parts.given ?? given} ${parts.family ?? family}`.trim();
  return name === "" ? changes : { ...changes, name: parse(line(120), name, "name") };
}

/** `value` as `schema` has it. Throws ScimError (`invalidValue`) that names it as `what`. */
export function parse<T extends z.ZodType>(schema: T, value: unknown, what: string): z.output<T> {
  const result = schema.safeParse(value);
  if (!result.success) throw invalidValue(`${what}: not accepted.`);
  return result.data;
}
