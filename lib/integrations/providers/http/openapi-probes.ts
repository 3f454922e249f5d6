import { parse } from "yaml";
import { asObject } from "./http-source.ts";

/** A request that an operation must refuse. */
export type MalformedProbe = {
  method: string;
  path: string;
  kind: "wrong types" | "missing fields";
  body: unknown;
};

export type ProbePlan = {
  probes: MalformedProbe[];
  /** There are more operations than were looked at. */
  isCut: boolean;
  /** Write operations of which nothing malformed can be made: without a JSON object as their body. */
  untried: string[];
};

type Schema = Record<string, unknown>;

const WRITES = ["post", "put", "patch"];
const DEEPEST = 8;
// Of schemas made of others, which may be made to lead on for ever.
const MOST_NESTED = 3;
const MOST_PARTS = 10;
/** A value of none of the types that its name stands for. */
const WRONG: Record<string, unknown> = {
  string: { not: "a text" },
  integer: "not a number",
  number: "not a number",
  boolean: "not a boolean",
  array: "not a list",
  object: "not an object",
};

/**
 * What to send to each write operation of an OpenAPI file (JSON or YAML), of at most so many. Null
 * when it is no such file.
 */
export function planProbes(text: string, most: number): ProbePlan | null {
  const document = parsed(text);
  const paths = asObject(document?.paths);
  if (!document || !paths) return null;
  const plan: ProbePlan = { probes: [], isCut: false, untried: [] };
  let planned = 0;
  for (const [path, given] of Object.entries(paths)) {
    const item = follow(document, given);
    for (const method of WRITES) {
      const operation = asObject(item?.[method]);
      if (!operation) continue;
      planned += 1;
      plan.isCut = planned > most;
      if (plan.isCut) return plan;
      const made = probesOf(document, operation);
      const place = { method: method.toUpperCase(), path: filled(document, path, item, operation) };
      plan.probes.push(...made.map((probe) => ({ ...place, ...probe })));
      if (made.length === 0) plan.untried.push(`${place.method} ${path}`);
    }
  }
  return plan;
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

function parsed(text: string): Schema | null {
  try {
    return asObject(parse(text));
  } catch {
    return null;
  }
}

function probesOf(document: Schema, operation: Schema): Pick<MalformedProbe, "kind" | "body">[] {
  const content = asObject(follow(document, operation.requestBody)?.content) ?? {};
  const [, media] =
    Object.entries(content).find(([type]) => /^application\/(.+\+)?json/.test(type)) ?? [];
  const { properties, required } = shapeOf(document, asObject(media)?.schema);
  const wrong = Object.entries(properties).flatMap(([name, given]) => {
    const type = typeOf(document, given);
    return type ? [[name, WRONG[type]] as const] : [];
  });
  const probes: Pick<MalformedProbe, "kind" | "body">[] = [];
  if (wrong.length > 0) probes.push({ kind: "wrong types", body: Object.fromEntries(wrong) });
  if (required.length > 0) probes.push({ kind: "missing fields", body: {} });
  return probes;
}

/** The properties of an object, with those of the schemas that it is made of. */
function shapeOf(
  document: Schema,
  given: unknown,
  depth = 0,
): { properties: Schema; required: unknown[] } {
  const schema = follow(document, given);
  const parts = depth < MOST_NESTED ? listOf(schema?.allOf).slice(0, MOST_PARTS) : [];
  const shapes = parts.map((part) => shapeOf(document, part, depth + 1));
  const own = {
    properties: asObject(schema?.properties) ?? {},
    required: listOf(schema?.required),
  };
  return [...shapes, own].reduce((all, one) => ({
    properties: { ...all.properties, ...one.properties },
    required: [...all.required, ...one.required],
  }));
}

/** The one type of a value besides null; null where several or none are named. */
function typeOf(document: Schema, given: unknown): string | null {
  const schema = follow(document, given);
  const types = [schema?.type].flat().filter((type) => type !== "null");
  const [type] = types;
  return types.length === 1 && typeof type === "string" && type in WRONG ? type : null;
}

/** What a reference inside of the document stands for. */
function follow(document: Schema, given: unknown, depth = 0): Schema | null {
  const schema = asObject(given);
  const reference = schema?.$ref;
  if (typeof reference !== "string" || depth > DEEPEST) return schema;
  const steps = reference.replace(/^#\//, "").split("/");
  const unescaped = steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const found = unescaped.reduce<unknown>((value, step) => asObject(value)?.[step], document);
  return follow(document, found, depth + 1);
}

/** A path with plausible values for its parameters, so that the body is what is refused. */
function filled(document: Schema, path: string, item: Schema | null, operation: Schema): string {
  const lists = [...listOf(item?.parameters), ...listOf(operation.parameters)];
  const parameters = lists.map((one) => follow(document, one));
  return path.replace(/\{([^}]+)\}/g, (_whole, name: string) => {
    const parameter = parameters.find((one) => one?.name === name);
    const schema = follow(document, parameter?.schema);
    const example = parameter?.example ?? schema?.example ?? schema?.default;
    if (typeof example === "string" || typeof example === "number") {
      return encodeURIComponent(String(example));
    }
    return schema?.format === "uuid" ? "00000000-0000-4000-8000-000000000000" : "1";
  });
}
