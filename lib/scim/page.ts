import { ScimError } from "./scim-error.ts";

const LIST_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
export const MAX_RESULTS = 200;

const ALWAYS = ["schemas", "id"];

/** The asked-for page of a list: `startIndex` counts from 1. Nonsense is read as the RFC says. */
export function pageOf(all: readonly object[], query: URLSearchParams): object {
  const start = Math.max(1, readNumber(query, "startIndex") ?? 1);
  const count = Math.min(MAX_RESULTS, Math.max(0, readNumber(query, "count") ?? MAX_RESULTS));
  const resources = all.slice(start - 1, start - 1 + count);
  return {
    schemas: [LIST_SCHEMA],
    totalResults: all.length,
    startIndex: start,
    itemsPerPage: resources.length,
    Resources: resources.map((resource) => project(resource, query)),
  };
}

function readNumber(query: URLSearchParams, name: string): number | null {
  const text = query.get(name);
  if (text === null || text === "") return null;
  if (!/^-?\d{1,9}$/.test(text)) {
    throw new ScimError(400, "invalidValue", `${name} must be a whole number.`);
  }
  return Number(text);
}

/** A resource with the attributes that were asked for: `attributes`, or all but `excludedAttributes`. */
export function project(resource: object, query: URLSearchParams): object {
  const wanted = names(query.get("attributes"));
  const unwanted = names(query.get("excludedAttributes"));
  return Object.fromEntries(
    Object.entries(resource).filter(([name]) => {
      if (ALWAYS.includes(name)) return true;
      if (wanted.length > 0) return wanted.includes(name.toLowerCase());
      return !unwanted.includes(name.toLowerCase());
    }),
  );
}

/** Attribute names in lower case; of a path such as `name.familyName` the first part. */
const names = (text: string | null): string[] =>
  (text ?? "")
    .split(",")
    .map((name) => (name.trim().toLowerCase().split(":").at(-1) ?? "").split(".")[0] ?? "")
    .filter(Boolean);
