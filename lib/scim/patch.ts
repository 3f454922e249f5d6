import { ScimError } from "./scim-error.ts";

const PATCH_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const SCHEMA_PREFIX = /^urn:ietf:params:scim:schemas:core:2\.0:(?:user|group):/i;
const MAX_OPERATIONS = 1_000;

/** One assignment that a patch makes; `path` in lower case and without the schema's name. */
export type Assignment = { op: "add" | "remove" | "replace"; path: string; value: unknown };

/**
 * The assignments of a PatchOp, in order (RFC 7644, 3.5.2). An operation without a path becomes one
 * for each attribute of its value, which is how Okta sends them; operators in capitals are Entra's.
 */
export function readPatch(body: Record<string, unknown>): Assignment[] {
  const { schemas, Operations: operations } = body;
  if (!Array.isArray(schemas) || !schemas.includes(PATCH_SCHEMA)) {
    throw new ScimError(400, "invalidSyntax", `schemas must name ${PATCH_SCHEMA}.`);
  }
  if (!Array.isArray(operations) || operations.length === 0 || operations.length > MAX_OPERATIONS) {
    throw new ScimError(400, "invalidSyntax", "Operations must hold 1 to 1,000 operations.");
  }
  return operations.flatMap(readOperation);
}

function readOperation(operation: unknown): Assignment[] {
  if (!isObject(operation)) {
    throw new ScimError(400, "invalidSyntax", "An operation must be an object.");
  }
  const op = readOp(operation.op);
  const { path, value } = operation;
  if (typeof path === "string") return [{ op, path: normal(path), value }];
  if (path !== undefined && path !== null) {
    throw new ScimError(400, "invalidPath", "A path must be a text.");
  }
  if (op === "remove") throw new ScimError(400, "noTarget", "A removal needs a path.");
  if (!isObject(value)) {
    throw new ScimError(400, "invalidValue", "Without a path, the value must be an object.");
  }
  return Object.entries(value).map(([name, each]) => ({ op, path: normal(name), value: each }));
}

function readOp(op: unknown): Assignment["op"] {
  const name = typeof op === "string" ? op.toLowerCase() : "";
  if (name === "add" || name === "remove" || name === "replace") return name;
  throw new ScimError(400, "invalidSyntax", "op must be add, remove or replace.");
}

const normal = (path: string): string => path.trim().replace(SCHEMA_PREFIX, "").toLowerCase();

/** Whether a value is an object, and no list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An attribute of an object, whatever the case of its name. */
export function attribute(object: Record<string, unknown>, name: string): unknown {
  const key = Object.keys(object).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : object[key];
}
