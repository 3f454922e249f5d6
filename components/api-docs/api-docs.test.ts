import { expect, test } from "vitest";
import { endpoints, endpointsByNoun } from "#lib/api-contract.ts";
import { loadMessages } from "#lib/platform/i18n/messages.ts";
import type { PlacedOperation, Schema } from "./description.ts";
import { withoutArguments } from "./error-text.ts";
import { curlExample, sampleOf } from "./example.ts";
import { fieldsOf, limitsOf, typeWords } from "./schema-words.ts";

test.each(["en", "ko"] as const)("every operation and noun has its words in %s", async (locale) => {
  const { "api-docs": texts } = (await loadMessages(locale)) as {
    "api-docs": { operations: object; tags: object };
  };
  const ids = endpoints.map(({ operationId }) => operationId);
  expect(Object.keys(texts.operations).toSorted()).toEqual(ids.toSorted());
  expect(Object.keys(texts.tags)).toEqual([...endpointsByNoun.keys()]);
});

const Claim: Schema = { type: "string", enum: ["todo", "done"] };
const body: Schema = {
  type: "object",
  properties: {
    title: { type: "string", minLength: 1, maxLength: 500 },
    claim: { $ref: "#/components/schemas/Claim" },
    ids: { type: "array", items: { type: "string", format: "uuid" } },
    dueAt: { anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] },
  },
  required: ["claim", "ids"],
};

test("types read as words, with links to objects and marks for lists", () => {
  const words = (name: string) => typeWords(body.properties?.[name] ?? {});
  expect(words("claim")).toEqual([{ kind: "object", text: "Claim", list: false }]);
  expect(words("ids")).toEqual([{ kind: "type", text: "uuid", list: true }]);
  expect(words("dueAt").map(({ text }) => text)).toEqual(["date-time", "null"]);
  expect(
    fieldsOf(body)
      .filter(({ required }) => required)
      .map(({ name }) => name),
  ).toEqual(["claim", "ids"]);
  expect(limitsOf(body.properties?.title ?? {})).toBe("1–500");
});

test("an example holds what is required, and who may be nobody needs no token", () => {
  expect(sampleOf(body, { Claim })).toEqual({ claim: "done", ids: [expect.any(String)] });
  const operation: PlacedOperation = {
    operationId: "updateThing",
    summary: "",
    tags: [],
    method: "PATCH",
    path: "/things/{thingId}",
    requestBody: { content: { "application/json": { schema: body } } },
    responses: {},
    "x-roles": ["lead"],
  };
  const command = curlExample(operation, "https://a.example/api/v1", { Claim });
  expect(command).toMatch(
    /^curl -X PATCH 'https:\/\/a\.example\/api\/v1\/things\/[0-9a-f-]{36}' \\/,
  );
  expect(command).toContain("Authorization: Bearer");
  expect(curlExample({ ...operation, "x-roles": [] }, "", { Claim })).not.toContain("Bearer");
});

test("arguments of messages become an ellipsis, also nested ones", () => {
  expect(withoutArguments("Try in {seconds, plural, =1 {a second} other {# seconds}}.")).toBe(
    "Try in ….",
  );
});
