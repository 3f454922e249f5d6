import { beforeAll, expect, test } from "vitest";
import { endpoints } from "./api-contract.ts";
import { getApiDocument } from "./api-document.ts";
import { sendToRoute } from "./testing/api.ts";

type Json = { [key: string]: Json } & Json[] & string;
type Operation = {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  security?: unknown[];
  parameters?: { in: string; name: string; required?: boolean; schema?: Json }[];
  requestBody?: Json;
  responses: Record<string, Json>;
};

let document: Json;

beforeAll(async () => {
  document = JSON.parse(JSON.stringify(await getApiDocument())) as Json;
});

const operations = () =>
  Object.entries(document.paths as unknown as Record<string, Record<string, Operation>>).flatMap(
    ([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );

function* walk(value: Json, path = "#"): Generator<[string, Json]> {
  yield [path, value];
  if (typeof value !== "object" || value === null) return;
  for (const [key, each] of Object.entries(value)) yield* walk(each as Json, `${path}/${key}`);
}

test("it is served to everybody as it is", async () => {
  const response = await sendToRoute({ method: "GET", path: "/openapi.json" }, {});
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual(document);
});

test("it is OpenAPI 3.1 with the fields that the specification requires", () => {
  expect(document.openapi).toMatch(/^3\.1\.\d$/);
  expect(document.info).toMatchObject({
    title: "Preflight",
    version: expect.any(String) as string,
  });
  expect(Object.keys(document)).toEqual(
    expect.arrayContaining(["info", "servers", "paths", "components", "security", "tags"]),
  );
  expect(Object.keys(document.components?.securitySchemes ?? {})).toEqual(["token", "session"]);
});

test("every endpoint is an operation, with a name, a summary and who may", () => {
  expect(
    operations()
      .map(({ operation }) => operation.operationId)
      .toSorted(),
  ).toEqual(endpoints.map(({ operationId }) => operationId).toSorted());
  for (const { operation } of operations()) {
    expect(operation.summary).toBeTruthy();
    expect(operation.description).toMatch(/Permission `|For everybody/);
    expect(operation.tags).toHaveLength(1);
  }
});

test("parameters of a path are declared and required, and no name occurs twice", () => {
  for (const { path, operation } of operations()) {
    const parameters = operation.parameters ?? [];
    const inPath = parameters.filter((parameter) => parameter.in === "path");
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(inPath.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
    expect(inPath.every(({ required }) => required)).toBe(true);
    const keys = parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
    expect(new Set(keys).size).toBe(keys.length);
  }
});

test("each operation tells of success, of its errors as problem details, and of its headers", () => {
  for (const { method, operation } of operations()) {
    const statuses = Object.keys(operation.responses);
    expect(statuses.filter((status) => status.startsWith("2"))).toHaveLength(1);
    expect(statuses).toEqual(expect.arrayContaining(["422", "429", "500"]));
    const isPublic = operation.security?.length === 0;
    expect(statuses.includes("401")).toBe(!isPublic);
    const hasKey = operation.parameters?.some(({ name }) => name === "Idempotency-Key") ?? false;
    expect(hasKey).toBe(method !== "get" && !isPublic);
  }
  const problems = document.components?.responses as unknown as Record<string, Json>;
  for (const problem of Object.values(problems)) {
    expect(Object.keys(problem.content ?? {})).toEqual(["application/problem+json"]);
  }
});

test("every reference leads somewhere, and every schema says what it is", () => {
  for (const [path, value] of walk(document)) {
    const reference = (value as { $ref?: string } | null)?.$ref;
    if (typeof reference !== "string") continue;
    const target = reference
      .slice(2)
      .split("/")
      .reduce<Json | undefined>((at, key) => at?.[key], document);
    expect(target, `${path} → ${reference}`).toBeDefined();
  }
  const known = ["type", "anyOf", "oneOf", "allOf", "enum", "const", "$ref"];
  for (const [path, value] of walk(document)) {
    if (!path.endsWith("/schema")) continue;
    expect(
      known.some((key) => key in value),
      path,
    ).toBe(true);
  }
});
