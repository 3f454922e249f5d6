import SCIMMY from "scimmy";
import { ScimError } from "./scim-error.ts";

const MAX_LENGTH = 1_000;
const SCHEMA_PREFIX = /urn:ietf:params:scim:schemas:core:2\.0:(?:user|group):/gi;
const ONE = /^\s*(userName|externalId|displayName|id)\s+eq\s+"([^"\\]*)"\s*$/i;

/** Lower-cases every text of a resource: attributes compare without regard to case (RFC 7643). */
function lower(value: unknown): unknown {
  if (typeof value === "string") return value.toLowerCase();
  if (Array.isArray(value)) return value.map(lower);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name.toLowerCase(), lower(each)]),
  );
}

/** A filter that only compares one attribute, which directories ask for each person: no need to look at all. */
export type Lookup = {
  attribute: "username" | "externalid" | "displayname" | "id";
  value: string;
};

export type ParsedFilter = {
  lookup: Lookup | null;
  matches: (resource: object) => boolean;
};

/**
 * Reads a filter (RFC 7644, 3.4.2.2). Texts compare without regard to case. Throws ScimError
 * (`invalidFilter`) for one that cannot be read.
 */
export function parseFilter(text: string | null): ParsedFilter | null {
  if (text === null || text.trim() === "") return null;
  if (text.length > MAX_LENGTH) throw invalidFilter();
  const expression = text.replace(SCHEMA_PREFIX, "");
  const filter = read(expression.toLowerCase());
  const [, attribute, value] = ONE.exec(expression) ?? [];
  return {
    lookup:
      attribute === undefined || value === undefined
        ? null
        : { attribute: attribute.toLowerCase() as Lookup["attribute"], value },
    matches: (resource) => {
      try {
        return filter.match([lower(resource) as object]).length > 0;
      } catch {
        // What cannot be compared, such as a part of a text, is no match.
        return false;
      }
    },
  };
}

function read(expression: string): SCIMMY.Types.Filter {
  let filter: SCIMMY.Types.Filter;
  try {
    filter = new SCIMMY.Types.Filter(expression);
  } catch {
    throw invalidFilter();
  }
  if (filter.length === 0 || !isComplete([...filter])) throw invalidFilter();
  return filter;
}

/** Whether every comparison has something to compare with; the parser lets `userName eq` pass. */
function isComplete(node: unknown): boolean {
  if (!Array.isArray(node)) {
    if (typeof node !== "object" || node === null) return false;
    return Object.values(node).every(isComplete);
  }
  if (typeof node[0] !== "string") return node.every(isComplete);
  const parts = node[0] === "not" ? node.slice(1) : node;
  return parts.length === (parts[0] === "pr" ? 1 : 2);
}

const invalidFilter = (): ScimError =>
  new ScimError(400, "invalidFilter", "The filter cannot be read.");
