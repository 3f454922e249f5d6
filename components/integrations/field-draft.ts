import type { Field, FieldValue } from "#lib/integrations/connect-contract.ts";

/** What stands in the controls of a form, by the names of the fields; of a secret, false takes it away. */
export type FieldDraft = Record<string, string | boolean>;

/** The controls' contents for values that are stored, or for the defaults. */
export function toDraft(fields: readonly Field[], values: Record<string, FieldValue>): FieldDraft {
  return Object.fromEntries(
    fields.map(({ name, default: standard }) => [name, toText(values[name] ?? standard)]),
  );
}

function toText(value: FieldValue): string | boolean {
  if (typeof value === "boolean") return value;
  return Array.isArray(value) ? value.join("\n") : String(value);
}

/** What to send for it. What is left empty is left to its default, where empty is no value. */
export function toValues(fields: readonly Field[], draft: FieldDraft): Record<string, FieldValue> {
  const values = fields.map(({ name, kind, default: standard }) => {
    const entered = draft[name] ?? "";
    if (typeof entered === "boolean") return [name, entered];
    if (kind === "list") return [name, linesOf(entered)];
    if (kind === "number") return [name, entered.trim() === "" ? undefined : Number(entered)];
    if (kind === "url" && entered.trim() === "" && standard !== "") return [name, undefined];
    return [name, entered];
  });
  return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as Record<
    string,
    FieldValue
  >;
}

const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** The credentials that were typed in, null for those to take away; empty ones stay as they are. */
export function toCredentials(draft: FieldDraft): Record<string, string | null> {
  const given = Object.entries(draft).filter(([, entered]) => entered !== "");
  return Object.fromEntries(
    given.map(([name, entered]) => [name, typeof entered === "string" ? entered : null]),
  );
}

/** Without the values that are so by default: what is not given follows the defaults when they change. */
export function withoutDefaults(
  fields: readonly Field[],
  values: Record<string, FieldValue>,
): Record<string, FieldValue> {
  const standard = new Map(fields.map((field) => [field.name, JSON.stringify(field.default)]));
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => standard.get(name) !== JSON.stringify(value)),
  );
}
