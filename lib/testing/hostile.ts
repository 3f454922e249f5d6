import fc from "fast-check";
import { z } from "zod";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Texts that break careless programs; all are sent in every place that takes a text. */
export const hostileTexts = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udc00\ud800",
  "x".repeat(50_001),
  "<script>alert(1)</script><img src=x onerror=alert(1)>",
  "한국어".normalize("NFD"),
  "\u202eevil\u202c \u200f\u200e\ufeff",
  "9999-12-31T23:59:59Z",
  "0000-01-01T00:00:00Z",
  "2024-02-30T00:00:00Z",
  "'; DROP TABLE items; --",
  "../../../etc/passwd",
  "%00%ff",
  "e\u0301".repeat(300),
  "\u{1f469}\u200d\u{1f680}",
  "line\nline\r\nline",
  "https://\u0000.example",
  "javascript:alert(1)",
  "NaN",
  "1e999",
  "-1",
  "99999999999999999999",
  "[\u0022a0\u0022]",
] as const;

const hostileValues: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e308, 2 ** 53, [], {}, [[]], [null]),
  fc.constant(JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{}}}')),
  fc.constant(nested(40)),
  fc.string({ unit: "binary", maxLength: 20 }),
);

function nested(depth: number): unknown {
  return depth === 0 ? "deep" : [nested(depth - 1)];
}

/** Values that a schema accepts, for the most part, with `texts` where it wants ids or words. */
export function plausible(schema: z.ZodType, texts: readonly string[]): fc.Arbitrary<unknown> {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return fromJsonSchema(json, fc.constantFrom(...texts));
}

function fromJsonSchema(schema: JsonSchema, text: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const inner = (each: unknown) => fromJsonSchema(each as JsonSchema, text);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return fc.oneof(...options.map(inner));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "object": {
      const fields = Object.entries(schema.properties ?? {});
      const shape = Object.fromEntries(fields.map(([name, each]) => [name, inner(each)]));
      return fc.record(shape, { requiredKeys: (schema.required ?? []) as never[] });
    }
    case "array":
      return fc.array(inner(schema.items ?? {}), { maxLength: 3 });
    case "integer":
    case "number":
      return fc.integer({ min: Number(schema.minimum ?? 0), max: 100 });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return schema.format === "date-time" ? fc.constant("2031-02-03T04:05:06+09:00") : text;
  }
}

/** A plausible value with one thing or two that do not belong there. */
export function spoiled(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const change = fc.record({
    place: fc.nat(),
    value: hostileValues,
    key: fc.constantFrom("", "", "unknown", "__proto__", "projectId", "organizationId"),
  });
  return fc
    .tuple(value, fc.array(change, { maxLength: 2 }))
    .map(([good, changes]) =>
      changes.reduce((now, each) => spoil(now, each.place, each.key, each.value), good),
    );
}

function spoil(good: unknown, place: number, key: string, value: unknown): unknown {
  if (typeof good !== "object" || good === null) return value;
  const copy = structuredClone(good) as Record<string, unknown>;
  const keys = Object.keys(copy);
  const chosen = key || keys[place % Math.max(1, keys.length)];
  // Assigning to __proto__ would set the prototype instead of the field that JSON can have.
  if (chosen !== undefined) {
    Object.defineProperty(copy, chosen, { value, enumerable: true, configurable: true });
  }
  return copy;
}
