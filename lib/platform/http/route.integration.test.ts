import { beforeAll, expect, test } from "vitest";
import {
  bulkUpdateItemsEndpoint,
  createItemEndpoint,
  listItemsEndpoint,
  updateItemEndpoint,
  type Item,
} from "#lib/checklist/contract.ts";
import { addCommentEndpoint, addEvidenceEndpoint } from "#lib/checklist/notes-contract.ts";
import { createProjectEndpoint, getProjectEndpoint } from "#lib/projects/contract.ts";
import { createTestToken, sendToRoute, type ApiRequest } from "#lib/testing/api.ts";
import {
  allItems,
  createTestProject,
  eventsAfter,
  revisionOf,
  type TestProject,
} from "#lib/testing/projects.ts";
import type { Endpoint } from "./endpoint.ts";

type Told = { code: string; detail: string; errors?: { path: string; message: string }[] };
let project: TestProject;
let token: string;
let next = 0;

beforeAll(async () => {
  project = await createTestProject();
  token = await createTestToken(project.lead);
});

const anItem = (): Item => project.items[next++] as Item;
const send = (endpoint: Endpoint, request: ApiRequest) =>
  sendToRoute(endpoint, { token, ...request });
async function refusal(
  endpoint: Endpoint,
  request: ApiRequest,
): Promise<Told & { status: number }> {
  const before = await revisionOf(project.projectId);
  const response = await send(endpoint, request);
  expect(await revisionOf(project.projectId)).toBe(before);
  return { ...((await response.json()) as Told), status: response.status };
}
const onItem = () => ({ projectId: project.projectId, itemId: anItem().id });

test("a body that is too large is refused without reading on", async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 65_536;
      controller.enqueue(new Uint8Array(65_536));
    },
  });
  const { PATCH } =
    await import("../../../app/api/v1/projects/[projectId]/items/[itemId]/route.ts");
  const request = new Request("http://localhost:3000/api/v1/x", {
    method: "PATCH",
    body: endless,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...{ duplex: "half" },
  });
  const response = await PATCH(request, { params: Promise.resolve(onItem()) });
  expect(response.status).toBe(413);
  expect(sent).toBeLessThan(2_000_000);
});

test("ten megabytes are refused, also where checklists are imported", async () => {
  const body = JSON.stringify({ source: "markdown", name: "X", markdown: "x".repeat(10_000_000) });
  expect(await refusal(createProjectEndpoint, { body })).toMatchObject({ status: 413 });
  expect(await refusal(updateItemEndpoint, { params: onItem(), body })).toMatchObject({
    status: 413,
    code: "too_large",
  });
});

test("bodies that are not JSON in UTF-8 are refused", async () => {
  const params = onItem();
  const refused = (body: unknown, headers = {}) =>
    refusal(updateItemEndpoint, { params, body, headers });
  expect(await refused('{"claim":')).toMatchObject({ status: 422, code: "not_json" });
  expect(await refused(new Uint8Array([0x22, 0xff, 0x22]))).toMatchObject({ code: "not_json" });
  expect(await refused(`${"[".repeat(200_000)}${"]".repeat(200_000)}`)).toMatchObject({
    status: 422,
    code: "too_deep",
  });
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
    expect(await refused("{}", { "content-type": type })).toMatchObject({ code: "not_json_type" });
  }
  for (const body of ["[]", '"text"', "null", "1"]) {
    expect(await refused(body)).toMatchObject({ status: 422, code: "invalid" });
  }
});

test("unknown fields are refused, also those that other programs would take for a prototype", async () => {
  const params = onItem();
  for (const key of [
    "projectId",
    "itemId",
    "organizationId",
    "revision",
    "__proto__",
    "constructor",
  ]) {
    const body = `{"claim":"done","${key}":{"x":1}}`;
    expect(await refusal(updateItemEndpoint, { params, body }), key).toMatchObject({ status: 422 });
  }
  expect(
    await refusal(listItemsEndpoint, {
      params: { projectId: project.projectId },
      query: { unknown: "1" },
    }),
  ).toMatchObject({ status: 422 });
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

test("an id of another project in path or body does not lead there", async () => {
  const foreign = await createTestProject();
  const theirs = foreign.items[0] as Item;
  const { projectId } = project;
  const body = { claim: "done" };
  const inPath = { projectId, itemId: theirs.id };
  expect(await refusal(updateItemEndpoint, { params: inPath, body })).toMatchObject({
    status: 404,
  });
  const whole = { projectId: foreign.projectId, itemId: theirs.id };
  expect(await refusal(updateItemEndpoint, { params: whole, body })).toMatchObject({ status: 404 });
  const bulk = { itemIds: [anItem().id, theirs.id], claim: "done" };
  expect(
    await refusal(bulkUpdateItemsEndpoint, { params: { projectId }, body: bulk }),
  ).toMatchObject({ status: 404 });
  const created = { groupId: theirs.groupId, title: "X" };
  expect(await refusal(createItemEndpoint, { params: { projectId }, body: created })).toMatchObject(
    {
      status: 422,
      code: "group_not_found",
    },
  );
  expect((await allItems(foreign.owner, foreign.projectId))[0]).toEqual(theirs);
});

test("texts are refused that are too long, empty, of the wrong type or cannot be stored", async () => {
  const { textRevision, id: itemId } = anItem();
  const params = { projectId: project.projectId, itemId };
  const wrong = ["", "  ", "x".repeat(501), "a\u0000b", "\ud800", 7, {}, [], "one\ntwo"];
  for (const title of wrong) {
    const body = { title, seenRevision: textRevision };
    const told = await refusal(updateItemEndpoint, { params, body });
    expect(told, JSON.stringify(title)).toMatchObject({ status: 422, errors: [{ path: "title" }] });
  }
  for (const dueAt of ["9999-12-31T23:59:59Z", "1999-01-01T00:00:00Z", "tomorrow", 5, ""]) {
    expect(await refusal(updateItemEndpoint, { params, body: { dueAt } })).toMatchObject({
      status: 422,
      errors: [{ path: "dueAt" }],
    });
  }
  for (const url of [
    "javascript:alert(1)",
    "ftp://a.example",
    "https://",
    "x",
    "https://a/\u0000",
  ]) {
    const body = { kind: "link", url };
    expect((await refusal(addEvidenceEndpoint, { params, body })).status).toBe(422);
  }
});

test("Korean in NFD is stored in NFC; markup and right-to-left marks stay text", async () => {
  const nfd = "한국어 제목".normalize("NFD");
  const body = `<script>alert(1)</script> \u200f\u202eabc ${nfd}\r\nnext`;
  const response = await send(addCommentEndpoint, { params: onItem(), body: { body } });
  expect(await response.json()).toMatchObject({
    body: "<script>alert(1)</script> \u200f\u202eabc 한국어 제목\nnext",
  });
  const { revision } = (await (
    await send(getProjectEndpoint, { params: { projectId: project.projectId } })
  ).json()) as { revision: number };
  const [event] = await eventsAfter(project.projectId, revision - 1);
  expect(event?.after?.body).toContain("한국어 제목".normalize("NFC"));
});

test("errors come in Korean for those who read Korean", async () => {
  const told = await refusal(updateItemEndpoint, {
    params: onItem(),
    body: { claim: "not_applicable" },
    headers: { "accept-language": "ko-KR,ko;q=0.9,en;q=0.5" },
  });
  expect(told.detail).toMatch(/[가-힣]/);
  expect(told.errors?.[0]?.message).toMatch(/[가-힣]/);
});

test("one Idempotency-Key is carried out once, and belongs to one request", async () => {
  const params = { projectId: project.projectId };
  const body = { groupId: project.items[0]?.groupId, title: "Once" };
  const headers = { "idempotency-key": "make-it-once" };
  const before = await revisionOf(project.projectId);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => send(createItemEndpoint, { params, body, headers })),
  );
  const told = (await Promise.all(answers.map((answer) => answer.json()))) as Item[];
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
  expect(new Set(told.map(({ id }) => id)).size).toBe(1);
  expect(await eventsAfter(project.projectId, before)).toHaveLength(1);
  const other = { params, body: { ...body, title: "Twice" }, headers };
  expect(await refusal(createItemEndpoint, other)).toMatchObject({
    status: 422,
    code: "idempotency_mismatch",
  });
  const others = await createTestToken(project.owner);
  expect((await send(createItemEndpoint, { ...other, token: others })).status).toBe(201);
});

test("a read token reads and does not write; no token, a wrong one and a cookie's name do neither", async () => {
  const params = onItem();
  const reader = await createTestToken(project.lead, "read");
  expect(
    (await send(getProjectEndpoint, { params: { projectId: params.projectId }, token: reader }))
      .status,
  ).toBe(200);
  const body = { claim: "done" };
  expect(await refusal(updateItemEndpoint, { params, body, token: reader })).toMatchObject({
    status: 403,
    code: "token_read_only",
  });
  for (const wrong of ["pf_unknown", "x"]) {
    expect(await refusal(updateItemEndpoint, { params, body, token: wrong })).toMatchObject({
      status: 401,
    });
  }
  const headers = { cookie: "preflight.session=forged", origin: "http://localhost:3000" };
  expect(await refusal(updateItemEndpoint, { params, body, headers, token: "" })).toMatchObject({
    status: 401,
  });
});
