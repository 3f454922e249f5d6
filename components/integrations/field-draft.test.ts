import { expect, it } from "vitest";
import type { Field } from "#lib/integrations/connect-contract.ts";
import { toCredentials, toDraft, toValues, withoutDefaults } from "./field-draft.ts";

const field = (name: string, kind: Field["kind"], standard: Field["default"]): Field => ({
  ...{ name, kind, required: false, default: standard, options: [], multiline: false },
});

const fields = [
  field("apiUrl", "url", "https://api.example.com"),
  field("statusUrl", "url", ""),
  field("path", "text", "/health"),
  field("limit", "number", 5),
  field("strict", "boolean", true),
  field("names", "list", []),
];

it("controls show what is stored, and defaults for the rest", () => {
  expect(toDraft(fields, { path: "/up", names: ["a", "b"] })).toEqual({
    ...{ apiUrl: "https://api.example.com", statusUrl: "", path: "/up", limit: "5" },
    ...{ strict: true, names: "a\nb" },
  });
});

it("what was typed in becomes values of the right kind", () => {
  const draft = { apiUrl: "https://a.test", statusUrl: "", path: "/up", limit: "7", strict: false };
  expect(toValues(fields, { ...draft, names: " a \n\nb\n" })).toEqual({
    ...{ apiUrl: "https://a.test", statusUrl: "", path: "/up", limit: 7, strict: false },
    names: ["a", "b"],
  });
});

it("a number or an address that is left empty is left to its default, a text is empty", () => {
  const draft = { apiUrl: " ", statusUrl: "", path: "", limit: "", strict: true, names: "" };
  expect(toValues(fields, draft)).toEqual({ statusUrl: "", path: "", strict: true, names: [] });
});

it("credentials that nobody has typed in are not sent, those to take away are null", () => {
  const draft = { token: "secret", key: "", password: false };
  expect(toCredentials(draft)).toEqual({ token: "secret", password: null });
});

it("what is so by default is not sent for a check, so that it follows the default", () => {
  expect(withoutDefaults(fields, { path: "/health", limit: 7, names: [] })).toEqual({ limit: 7 });
});
