import { referenceOf, type Schema } from "./description.ts";

/** One word of a type: a name of JSON Schema, a value as code, or a link to an object. */
export type TypeWord = { kind: "type" | "value" | "object"; text: string };

/** What a field holds, as alternatives, each with whether it is a list of it. */
export function typeWords(schema: Schema): (TypeWord & { list: boolean })[] {
  const reference = referenceOf(schema);
  if (reference?.startsWith("__")) return [{ kind: "type", text: "JSON", list: false }];
  if (reference) return [{ kind: "object", text: reference, list: false }];
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return options.flatMap(typeWords);
  if (schema.const !== undefined) return [value(schema.const)];
  if (schema.enum) return schema.enum.map(value);
  if (schema.type === "array") {
    return typeWords(schema.items ?? {}).map((word) => ({ ...word, list: true }));
  }
  return [{ kind: "type", text: schema.format ?? schema.type ?? "JSON", list: false }];
}

const value = (each: unknown) => ({
  kind: "value" as const,
  text: JSON.stringify(each),
  list: false,
});

/** The fields of the object that a schema describes, of the object in a list, or of a choice's options. */
export function fieldsOf(schema: Schema): { name: string; schema: Schema; required: boolean }[] {
  if (schema.type === "array" && schema.items) return fieldsOf(schema.items);
  return Object.entries(schema.properties ?? {}).map(([name, each]) => ({
    name,
    schema: each,
    required: schema.required?.includes(name) ?? false,
  }));
}

/** The limits of a value, such as "1–500" characters; null where there are none. */
export function limitsOf({ minLength, maxLength, minimum, maximum, type }: Schema): string | null {
  const [least, most] = type === "string" ? [minLength, maxLength] : [minimum, maximum];
  if (most === undefined) return least ? `≥ ${least}` : null;
  return `${(least ?? 0).toLocaleString("en")}–${most.toLocaleString("en")}`;
}
