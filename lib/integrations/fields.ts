import { z } from "zod";
import type { Field, FieldValue } from "./connect-contract.ts";

type Described = {
  type?: string;
  format?: string;
  enum?: string[];
  default?: FieldValue;
  items?: { type?: string };
  /** Of a text with several lines, such as a key; set by `.meta({ multiline: true })`. */
  multiline?: boolean;
};

/**
 * The fields of a form for the values that `schema` takes, in its order. Throws for a schema with
 * anything in it that has no place in a form.
 */
export function fieldsOf(schema: z.ZodObject, secret = false): Field[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "input" });
  return Object.entries(properties).map(([name, property]) => {
    const described = property as Described;
    const kind = secret ? "secret" : kindOf(name, described);
    return {
      name,
      kind,
      required: required.includes(name),
      default: described.default ?? emptyOf(kind),
      options: described.enum ?? [],
      multiline: described.multiline ?? false,
    };
  });
}

function kindOf(name: string, { type, format, enum: words, items }: Described): Field["kind"] {
  if (words) return "choice";
  if (type === "string") return format === "uri" ? "url" : "text";
  if (type === "integer" || type === "number") return "number";
  if (type === "boolean") return "boolean";
  if (type === "array" && items?.type === "string") return "list";
  throw new Error(`The field ${name} has no place in a form.`);
}

function emptyOf(kind: Field["kind"]): FieldValue {
  if (kind === "boolean") return false;
  return kind === "list" ? [] : "";
}

/** The fields that nobody has filled in: empty, and so by default. */
export function undeclaredFields(
  fields: readonly Field[],
  values: Record<string, unknown>,
): string[] {
  return fields
    .filter((field) => isEmpty(values[field.name] ?? field.default))
    .map(({ name }) => name);
}

const isEmpty = (value: unknown): boolean =>
  value === "" || (Array.isArray(value) && value.length === 0);
