import { expect, it } from "vitest";
import { z } from "zod";
import { fieldsOf, undeclaredFields } from "./fields.ts";
import { providers } from "./provider-registry.ts";

const plain = { options: [], multiline: false };

it("a form asks for what a schema takes, in its order, with its defaults", () => {
  const schema = z.strictObject({
    baseUrl: z.url(),
    owner: z.string().trim().min(1),
    limit: z.int().default(5),
    strict: z.boolean().default(true),
    region: z.enum(["us", "eu"]).default("us"),
    labels: z.array(z.string()).default([]),
    certificate: z.string().default("").meta({ multiline: true }),
  });
  expect(fieldsOf(schema)).toEqual([
    { ...plain, name: "baseUrl", kind: "url", required: true, default: "" },
    { ...plain, name: "owner", kind: "text", required: true, default: "" },
    { ...plain, name: "limit", kind: "number", required: false, default: 5 },
    { ...plain, name: "strict", kind: "boolean", required: false, default: true },
    {
      ...plain,
      ...{ name: "region", kind: "choice", required: false, default: "us" },
      options: ["us", "eu"],
    },
    { ...plain, name: "labels", kind: "list", required: false, default: [] },
    {
      ...{ name: "certificate", kind: "text", required: false, default: "", options: [] },
      multiline: true,
    },
  ]);
});

it("credentials are secrets, all of them", () => {
  const schema = z.strictObject({ token: z.string().min(1), key: z.string().default("") });
  expect(fieldsOf(schema, true)).toMatchObject([
    { name: "token", kind: "secret", required: true },
    { name: "key", kind: "secret", required: false },
  ]);
});

it("what has no place in a form is refused", () => {
  const nested = z.strictObject({ inner: z.strictObject({ value: z.string() }) });
  expect(() => fieldsOf(nested)).toThrow("inner");
});

it("nobody has declared what is empty, and so by default", () => {
  const fields = fieldsOf(
    z.strictObject({ path: z.string().default(""), names: z.array(z.string()).default([]) }),
  );
  expect(undeclaredFields(fields, {})).toEqual(["path", "names"]);
  expect(undeclaredFields(fields, { path: "/x" })).toEqual(["names"]);
  expect(undeclaredFields(fields, { path: "/x", names: ["a"] })).toEqual([]);
});

it.each(Object.values(providers).map((provider) => [provider.id, provider] as const))(
  "all that %s asks for has a place in a form, and credentials are texts",
  (_id, { config, credentials, checks, signals }) => {
    const others = [...Object.values(checks), ...Object.values(signals)].map((one) =>
      "settings" in one ? one.settings : one.params,
    );
    expect(() => [config, ...others].map((schema) => fieldsOf(schema))).not.toThrow();
    expect(fieldsOf(credentials).every(({ kind }) => kind === "text")).toBe(true);
  },
);
