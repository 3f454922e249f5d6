import { bodySchemaOf, referenceOf, type PlacedOperation, type Schema } from "./description.ts";

type Schemas = Record<string, Schema>;

const SAMPLE_ID = "01976d3c-5f0e-7a51-9c1e-2f7a3d5b8e10";
const SAMPLES: Record<string, string> = {
  projectId: "payments",
  name: "Payments",
  title: "Rotate the signing keys",
  body: "Done in staging.",
  email: "kim@example.com",
  url: "https://ci.example.com/runs/42",
  issuer: "https://login.example.com",
  markdown: "## Launch\n- [ ] Rotate the keys",
  claim: "done",
  reason: "We run no database of our own.",
};

/** A command for curl that carries an operation out, with sample values where it needs some. */
export function curlExample(operation: PlacedOperation, base: string, schemas: Schemas): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_match, name: string) => sampleText(name));
  const isWrite = operation.method !== "GET";
  const isPublic = operation["x-roles"].length === 0;
  const schema = bodySchemaOf(operation);
  const sample = schema ? JSON.stringify(sampleOf(schema, schemas), null, 2) : null;
  return [
    `curl ${isWrite ? `-X ${operation.method} ` : ""}'${base}${path}'`,
    ...(isPublic ? [] : [`-H "Authorization: Bearer $PREFLIGHT_TOKEN"`]),
    ...(isWrite && !isPublic ? [`-H "Idempotency-Key: $(uuidgen)"`] : []),
    ...(sample ? [`-H 'Content-Type: application/json'`, `-d '${sample}'`] : []),
  ].join(" \\\n  ");
}

function sampleText(name: string): string {
  return SAMPLES[name] ?? (name.endsWith("Id") ? SAMPLE_ID : "text");
}

/** A value that a schema accepts: what it requires, or its first field where it requires none. */
export function sampleOf(schema: Schema, schemas: Schemas, name = ""): unknown {
  const reference = referenceOf(schema);
  if (reference) return sampleOf(schemas[reference] ?? {}, schemas, name);
  const [first] = schema.oneOf ?? schema.anyOf ?? [];
  if (first) return sampleOf(first, schemas, name);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum.find((each) => each === SAMPLES[name]) ?? schema.enum[0];
  switch (schema.type) {
    case "object":
      return sampleObject(schema, schemas);
    case "array":
      return [sampleOf(schema.items ?? {}, schemas, name)];
    case "integer":
      return Math.max(schema.minimum ?? 1, 1);
    case "boolean":
      return true;
    default:
      return sampleString(schema, name);
  }
}

function sampleString({ format }: Schema, name: string): string {
  if (format === "date-time") return "2026-12-01T09:00:00Z";
  return format === "uuid" ? SAMPLE_ID : sampleText(name);
}

function sampleObject({ properties = {}, required }: Schema, schemas: Schemas): object {
  const names = required?.length ? required : Object.keys(properties).slice(0, 1);
  return Object.fromEntries(
    names.map((name) => [name, sampleOf(properties[name] ?? {}, schemas, name)]),
  );
}
