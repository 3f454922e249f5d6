import { stringify } from "yaml";
import { describe, expect, test } from "vitest";
import { runOf, site, usesSites } from "#lib/testing/http-provider.ts";
import type { SiteAnswer, SitePage, SiteRequest } from "#lib/testing/site.ts";
import { planProbes } from "./openapi-probes.ts";

usesSites();

const ORDER = {
  allOf: [{ $ref: "#/components/schemas/Base" }],
  properties: { lines: { type: "array" }, gift: { type: ["boolean", "null"] } },
  required: ["lines"],
};
const json = (schema: object) => ({ content: { "application/json": { schema } } });
const id = { name: "id", in: "path", schema: { type: "string", format: "uuid" } };
const DOCUMENT = {
  openapi: "3.1.0",
  paths: {
    "/orders": {
      get: {},
      post: { requestBody: json({ $ref: "#/components/schemas/Order" }) },
    },
    "/orders/{id}": {
      parameters: [id],
      put: { requestBody: { $ref: "#/components/requestBodies/Order" } },
      delete: {},
    },
    "/orders/{number}/sign": { post: {} },
  },
  components: {
    schemas: {
      Order: ORDER,
      Base: { type: "object", properties: { total: { type: "number" } }, required: ["total"] },
    },
    requestBodies: { Order: json({ $ref: "#/components/schemas/Order" }) },
  },
};

describe("what an OpenAPI file says to try", () => {
  test("is wrong types and missing fields for each write operation with a JSON body", () => {
    const plan = planProbes(JSON.stringify(DOCUMENT), 50);
    const wrong = { total: "not a number", lines: "not a list", gift: "not a boolean" };
    const put = { method: "PUT", path: "/orders/00000000-0000-4000-8000-000000000000" };
    expect(plan).toEqual({
      probes: [
        { method: "POST", path: "/orders", kind: "wrong types", body: wrong },
        { method: "POST", path: "/orders", kind: "missing fields", body: {} },
        { ...put, kind: "wrong types", body: wrong },
        { ...put, kind: "missing fields", body: {} },
      ],
      isCut: false,
      untried: ["POST /orders/{number}/sign"],
    });
    expect(planProbes(stringify(DOCUMENT), 50)).toEqual(plan);
  });

  test("is nothing for what is no such file, and ends for one that goes round in circles", () => {
    for (const text of ["<html>", "[]", "{}", ": :"]) expect(planProbes(text, 50)).toBeNull();
    const Round = { allOf: [{ $ref: "#/components/schemas/Round" }], $ref: undefined };
    const Self = { $ref: "#/components/schemas/Self" };
    const paths = {
      "/a": { post: { requestBody: json({ $ref: "#/components/schemas/Round" }) } },
      "/b": { post: { requestBody: json({ $ref: "#/components/schemas/Self" }) } },
    };
    const text = JSON.stringify({ paths, components: { schemas: { Round, Self } } });
    expect(planProbes(text, 50)?.probes).toEqual([]);
  });
});

describe("input.malformed-rejected", () => {
  const outcomeOf = async (page: SitePage, settings: object = { openapiPath: "/openapi.json" }) => {
    const target = await site({ "/openapi.json": { body: DOCUMENT }, "*": page });
    const run = runOf(target, { testTargetUrl: target.url }, { testToken: "token-for-tests" });
    return run.check("input.malformed-rejected", { ...settings });
  };

  test("passes when all are refused, and says what could not be tried", async () => {
    const outcome = await outcomeOf({ status: 422 });
    expect(outcome).toMatchObject({
      verdict: "pass",
      reading: { seen: { requests: 4, untried: ["POST /orders/{number}/sign"] } },
    });
  });

  test("fails when one is taken or breaks the server", async () => {
    const lax: SitePage = ({ method }) => ({ status: method === "PUT" ? 200 : 400 });
    const outcome = await outcomeOf(lax);
    expect(outcome.verdict).toBe("fail");
    expect(outcome.reading.seen.not_rejected).toHaveLength(2);
    expect((await outcomeOf({ status: 500 })).verdict).toBe("fail");
  });

  test("is unknown where the bodies were not looked at, and without a file", async () => {
    expect(await outcomeOf({ status: 401 })).toMatchObject({ reason: "no_permission" });
    const half: SitePage = ({ method }) => ({ status: method === "PUT" ? 404 : 400 });
    expect(await outcomeOf(half)).toMatchObject({ reason: "not_found" });
    expect(await outcomeOf({}, {})).toMatchObject({ reason: "not_declared" });
    const many = { openapiPath: "/openapi.json", mostOperations: 2 };
    expect(await outcomeOf({ status: 400 }, many)).toMatchObject({ reason: "too_large" });
    const page = await outcomeOf({ body: "<html>" }, { openapiPath: "/docs" });
    expect(page).toMatchObject({ reason: "not_understood" });
    const none = await runOf(await site({})).check("input.malformed-rejected");
    expect(none).toMatchObject({ reason: "no_test_target" });
  });
});

describe("uploads", () => {
  const OVERSIZE = "upload.oversize-413";
  const TYPE = "upload.disallowed-type-rejected";
  const outcomeOf = async (name: string, page: SitePage, config: object = {}, settings = {}) => {
    const target = await site({ "/files": page });
    const given = { testTargetUrl: target.url, uploadPath: "/files", ...config };
    return runOf(target, given).check(name, settings);
  };
  const LIMIT = { uploadLimitBytes: 5_000 };
  const tooLarge: SiteAnswer = { status: 400, body: { error: "file_too_large" } };

  test("upload.oversize-413 passes for 413 and for 400 that names the size", async () => {
    const sizes: number[] = [];
    const exact = ({ body, headers }: SiteRequest) => {
      sizes.push(body.length);
      return { status: headers["content-type"] === "application/octet-stream" ? 413 : 500 };
    };
    const outcome = await outcomeOf(OVERSIZE, exact, { uploadField: "" }, LIMIT);
    expect(outcome).toMatchObject({ verdict: "pass", reading: { seen: { bytes: 5_001 } } });
    expect(sizes).toEqual([5_001]);
    expect((await outcomeOf(OVERSIZE, tooLarge, {}, LIMIT)).verdict).toBe("pass");
  });

  test("upload.oversize-413 fails when the file is taken, or refused for another reason", async () => {
    expect((await outcomeOf(OVERSIZE, { status: 201 }, {}, LIMIT)).verdict).toBe("fail");
    const other = { status: 400, body: { error: "no_such_field" } };
    expect((await outcomeOf(OVERSIZE, other, {}, LIMIT)).verdict).toBe("fail");
  });

  test("upload.disallowed-type-rejected sends a program under an allowed name", async () => {
    const forms: string[] = [];
    const outcome = await outcomeOf(TYPE, ({ body }) => {
      forms.push(body.toString("latin1"));
      return { status: 415 };
    });
    expect(outcome.verdict).toBe("pass");
    expect(forms[0]).toContain('name="file"; filename="preflight.png"');
    expect(forms[0]).toContain("\x7fELF");
    expect((await outcomeOf(TYPE, { status: 200 })).verdict).toBe("fail");
  });

  test("both are unknown without a test target, a path or a limit, and where uploading is not for us", async () => {
    for (const [name, settings] of [
      [OVERSIZE, LIMIT],
      [TYPE, {}],
    ] as const) {
      const noTarget = await outcomeOf(name, {}, { testTargetUrl: "" }, settings);
      expect(noTarget).toMatchObject({ reason: "no_test_target" });
      expect(await outcomeOf(name, {}, { uploadPath: "" }, settings)).toMatchObject({
        reason: "not_declared",
      });
    }
    expect(await outcomeOf(OVERSIZE, {})).toMatchObject({
      reading: { detail: "uploadLimitBytes" },
    });
    expect(await outcomeOf(TYPE, { status: 403 })).toMatchObject({ reason: "no_permission" });
  });
});
