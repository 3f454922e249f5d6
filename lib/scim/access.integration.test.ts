import { beforeEach, expect, test } from "vitest";
import { revokeScimToken } from "#lib/scim/revoke-scim-token.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { createTestOrganization, type TestOrganization } from "#lib/testing/actors.ts";
import { createTestToken, sendToRoute } from "#lib/testing/api.ts";
import { createDirectory } from "#lib/testing/scim.ts";
import { createScimToken } from "./create-scim-token.ts";
import { getDirectory } from "./queries.ts";

let here: TestOrganization;
beforeEach(async () => {
  here = await createTestOrganization();
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const wanted = (days = 30) => ({ name: "Entra", expiresAt: inDays(days) });

/** Every verb of the service, with paths that exist. */
const verbs: [string, string][] = [
  ["GET", "/Users"],
  ["POST", "/Users"],
  ["GET", "/Users/1"],
  ["PUT", "/Users/1"],
  ["PATCH", "/Users/1"],
  ["DELETE", "/Users/1"],
  ["GET", "/Groups"],
  ["POST", "/Groups"],
  ["GET", "/Groups/1"],
  ["PUT", "/Groups/1"],
  ["PATCH", "/Groups/1"],
  ["DELETE", "/Groups/1"],
  ["GET", "/ServiceProviderConfig"],
  ["GET", "/ResourceTypes"],
  ["GET", "/ResourceTypes/User"],
  ["GET", "/Schemas"],
  ["GET", "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User"],
];

test.each(verbs)("%s %s wants a token of a directory", async (method, address) => {
  const apiToken = await createTestToken(here.owner);
  for (const token of ["", "pf_scim_unknown", apiToken]) {
    const scim = await createDirectory(here.owner, token);
    const { status, body, headers } = await scim(method, address);
    expect(status).toBe(401);
    expect(headers.get("www-authenticate")).toContain("Bearer");
    expect(body).toMatchObject({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
      status: "401",
    });
  }
});

test("a token is shown once, is audited, works, says when it was used, and is revoked at once", async () => {
  const { secret, ...token } = await createScimToken(here.admin, wanted());
  expect(secret).toMatch(/^pf_scim_[\w-]{43}$/);
  const scim = await createDirectory(here.admin, secret ?? "");
  expect((await scim("GET", "/Users")).status).toBe(200);
  const { tokens, url } = await getDirectory(here.owner);
  expect(url).toBe("http://localhost:3000/api/scim/v2");
  expect(tokens).toEqual([
    { ...token, createdBy: "Test admin", lastUsedAt: expect.any(String) as string },
  ]);
  expect(JSON.stringify(await writeClient().scimToken.findMany())).not.toContain(secret);
  const { owner } = await createTestOrganization();
  const NOT_FOUND = { code: "scim_token_not_found" };
  await expect(revokeScimToken(owner, { tokenId: token.id })).rejects.toMatchObject(NOT_FOUND);
  const twice = await Promise.allSettled([
    revokeScimToken(here.owner, { tokenId: token.id }),
    revokeScimToken(here.owner, { tokenId: token.id }),
  ]);
  expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect((await scim("GET", "/Users")).status).toBe(401);
  const events = await writeClient().auditEvent.findMany({
    where: { subjectId: token.id },
    orderBy: { seq: "asc" },
  });
  expect(events.map(({ action }) => action)).toEqual(["scim_token.created", "scim_token.revoked"]);
  expect(JSON.stringify(events.map(({ body }) => body))).not.toContain(secret);
});

test("a token of a directory opens nothing else, and ends", async () => {
  const { secret, id } = await createScimToken(here.owner, wanted());
  const me = await sendToRoute({ method: "GET", path: "/me" }, { token: secret ?? "" });
  expect(me.status).toBe(401);
  await writeClient().scimToken.update({ where: { id }, data: { expiresAt: new Date() } });
  const scim = await createDirectory(here.owner, secret ?? "");
  expect((await scim("GET", "/Users")).status).toBe(401);
});

test("tokens are made by administrators with a fresh proof, in a browser, and end within a year", async () => {
  await expect(createScimToken(here.member, wanted())).rejects.toMatchObject({ code: "forbidden" });
  await expect(getDirectory(here.member)).rejects.toMatchObject({ code: "forbidden" });
  for (const [actor, code] of [
    [{ type: "session", sessionId: here.organizationId, verifiedAt: null }, "step_up_required"],
    [
      { type: "token", tokenId: here.organizationId, scopes: [], projectId: null },
      "session_required",
    ],
  ] as const) {
    const ctx = { ...here.owner, actor };
    await expect(createScimToken(ctx, wanted())).rejects.toMatchObject({ code });
    const revoked = revokeScimToken(ctx, { tokenId: here.organizationId });
    await expect(revoked).rejects.toMatchObject({ code });
  }
  for (const days of [-1, 366]) {
    await expect(createScimToken(here.owner, wanted(days))).rejects.toMatchObject({
      issues: [{ path: "expiresAt", code: "expiry_out_of_range" }],
    });
  }
});

test("a directory obeys the list of allowed addresses", async () => {
  const scim = await createDirectory(here.owner);
  const { organizationId } = here;
  await writeClient().organizationPolicy.create({
    data: { organizationId, emailDomains: [], allowedAddresses: ["10.0.0.0/8"] },
  });
  expect((await scim("GET", "/Users")).status).toBe(403);
});

test("the service says what it can do", async () => {
  const scim = await createDirectory(here.owner);
  expect((await scim("GET", "/ServiceProviderConfig")).body).toMatchObject({
    patch: { supported: true },
    bulk: { supported: false },
    filter: { supported: true, maxResults: 200 },
  });
  const types = (await scim("GET", "/ResourceTypes")).body;
  expect(types).toMatchObject({ totalResults: 2, Resources: [{ id: "User" }, { id: "Group" }] });
  expect((await scim("GET", "/ResourceTypes/Group")).body).toMatchObject({ endpoint: "/Groups" });
  const schemas = (await scim("GET", "/Schemas")).body.Resources as { id: string }[];
  for (const { id } of schemas) {
    expect((await scim("GET", `/Schemas/${id}`)).body).toEqual(
      schemas.find((one) => one.id === id),
    );
  }
  expect(JSON.stringify(schemas)).toContain("userName");
  expect((await scim("GET", "/Schemas/urn:none")).status).toBe(404);
});

test("what is not there answers in the protocol's form", async () => {
  const { secret } = await createScimToken(here.owner, wanted());
  const { GET } = await import("../../app/api/scim/v2/[...rest]/route.ts");
  const request = new Request("http://localhost:3000/api/scim/v2/Bulk", {
    headers: { authorization: `Bearer ${secret}` },
  });
  const response = await GET(request, { params: Promise.resolve({}) });
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toBe("application/scim+json");
});
