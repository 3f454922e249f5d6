/** A schema of the OpenAPI document, as far as our own endpoints use JSON Schema. */
export type Schema = {
  $ref?: string;
  type?: string;
  format?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  description?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
};

type Content = Record<string, { schema?: Schema }>;
export type Parameter = { in: string; name: string; required?: boolean; schema?: Schema };

export type Operation = {
  operationId: string;
  summary: string;
  tags: string[];
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { $ref?: string; content?: Content }>;
  "x-roles": string[];
};

export type Description = {
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

export type PlacedOperation = Operation & { method: string; path: string };

/** All operations of a tag, in the order of the document. */
export function operationsOf({ paths }: Description, tag: string): PlacedOperation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags.includes(tag))
      .map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );
}

/** The name of the object that a schema refers to; null when it stands there itself. */
export function referenceOf(schema: Schema): string | null {
  return schema.$ref?.split("/").at(-1) ?? null;
}

/** The status, the schema and the media types of success. */
export function successOf({ responses }: Operation) {
  const [status = "200", response] =
    Object.entries(responses).find(([code]) => code.startsWith("2")) ?? [];
  const types = Object.keys(response?.content ?? {});
  return { status, types, schema: response?.content?.["application/json"]?.schema ?? null };
}

/** The statuses of failure. */
export function failuresOf({ responses }: Operation): string[] {
  return Object.keys(responses).filter((code) => !code.startsWith("2"));
}

/** What is sent as JSON; null where nothing is. */
export function bodySchemaOf({ requestBody }: Operation): Schema | null {
  return requestBody?.content["application/json"]?.schema ?? null;
}
