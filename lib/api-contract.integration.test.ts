import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { addComment } from "#lib/checklist/add-comment.ts";
import { addEvidence } from "#lib/checklist/add-evidence.ts";
import type { Endpoint } from "#lib/platform/http/endpoint.ts";
import { createTestToken, sendToRoute } from "#lib/testing/api.ts";
import { hostileTexts, plausible, spoiled } from "#lib/testing/hostile.ts";
import { createTestProject, type TestProject } from "#lib/testing/projects.ts";
import { endpoints } from "./api-contract.ts";

const RUNS = 30;
const SLOWEST_MS = 5_000;

let foreign: TestProject;
let shared: Setting;

type Setting = { token: string; ids: string[] };

async function createSetting(): Promise<Setting> {
  const project = await createTestProject();
  const { lead, projectId, items } = project;
  const itemId = items[0]?.id ?? "";
  const on = { projectId, itemId };
  const comment = await addComment(lead, { ...on, body: "Hello" });
  const evidence = await addEvidence(lead, { ...on, kind: "note", text: "Hello" });
  const own = [projectId, itemId, items[0]?.groupId ?? "", comment.id, evidence.id, lead.userId];
  const ids = [...own, foreign.projectId, foreign.items[0]?.id ?? "", foreign.lead.userId];
  return { token: await createTestToken(project.admin), ids };
}

beforeAll(async () => {
  foreign = await createTestProject();
  shared = await createSetting();
});

/** What holds for every answer, whatever was asked. */
async function expectProperAnswer(response: Response, locale: "en" | "ko"): Promise<void> {
  expect(response.headers.get("x-request-id")).toBeTruthy();
  if (response.status < 400) {
    await response.body?.cancel();
    return;
  }
  const problem = (await response.json()) as Record<string, string>;
  expect(response.status, JSON.stringify(problem)).toBeLessThan(500);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  // A text that is missing shows as its key.
  expect(JSON.stringify(problem)).not.toMatch(/"(title|detail|field)\./);
  if (locale === "ko") expect(problem.detail).toMatch(/[가-힣]/);
}

function requests(endpoint: Endpoint, { ids }: Setting) {
  const texts = [...ids, ...ids, "이름", "me", "P0", "- [ ] One\n- [x] Two", "https://a.example/b"];
  const asTexts = (value: unknown) =>
    Object.fromEntries(Object.entries(value as object).map(([k, v]) => [k, String(v)]));
  const param = (name: string) =>
    name === "projectId" ? fc.constantFrom(ids[0] ?? "") : fc.constantFrom(...ids, "x");
  const names = Object.keys(endpoint.params.shape);
  const params = fc.record(Object.fromEntries(names.map((name) => [name, param(name)])));
  const hostileParams = fc.record(
    Object.fromEntries(names.map((name) => [name, fc.constantFrom(...ids, ...hostileTexts)])),
  );
  return fc.record({
    params: fc.oneof({ weight: 4, arbitrary: params }, { weight: 1, arbitrary: hostileParams }),
    query: spoiled(plausible(endpoint.query, texts)).map(asTexts),
    body: spoiled(plausible(endpoint.body, texts)),
    locale: fc.constantFrom("en" as const, "ko" as const),
    key: fc.constantFrom(undefined, undefined, "key-1", "k".repeat(300), "with space"),
  });
}

test("no parameter of any path takes what cannot be stored or is too long", async () => {
  for (const endpoint of endpoints) {
    for (const name of Object.keys(endpoint.params.shape)) {
      for (const text of ["\u0000", "\ud800", "x".repeat(50_001)]) {
        const params: Record<string, string> = { [name]: text };
        const others = Object.keys(endpoint.params.shape).filter((other) => other !== name);
        for (const other of others) params[other] = shared.ids[0] ?? "";
        const response = await sendToRoute(endpoint, { params, body: {}, token: shared.token });
        expect(response.status, `${endpoint.operationId} ${name}`).toBe(422);
      }
    }
  }
});

describe("whatever is sent, the answer is proper, in the reader's language, and never a 5xx", () => {
  test.each(endpoints.map((endpoint) => [endpoint.operationId, endpoint] as const))(
    "%s",
    async (_id, endpoint) => {
      const setting = endpoint.method === "GET" ? shared : await createSetting();
      await fc.assert(
        fc.asyncProperty(requests(endpoint, setting), async ({ locale, key, ...request }) => {
          const started = performance.now();
          const headers = {
            cookie: `locale=${locale}`,
            ...(key ? { "idempotency-key": key } : {}),
          };
          const response = await sendToRoute(endpoint, {
            ...request,
            headers,
            token: setting.token,
          });
          await expectProperAnswer(response, locale);
          expect(performance.now() - started).toBeLessThan(SLOWEST_MS);
        }),
        { numRuns: RUNS },
      );
    },
    60_000,
  );
});
