import { afterAll, beforeAll, expect, test } from "vitest";
import { writeClient } from "#lib/platform/db/client.ts";
import { createTestOrganization, type TestOrganization } from "#lib/testing/actors.ts";
import { passThrough, startRealProvider, type RealProvider } from "#lib/testing/real-provider.ts";
import { registerProvider, TestBrowser } from "#lib/testing/sso.ts";
import type { IdentityProvider } from "./contract.ts";
import { redirectUrl } from "./redirect-url.ts";
import { testIdentityProvider } from "./test-identity-provider.ts";

let provider: RealProvider;
let here: TestOrganization;
let known: IdentityProvider;

beforeAll(async () => {
  provider = await startRealProvider(redirectUrl());
  here = await createTestOrganization();
  known = await registerProvider(here.admin, provider, {
    roleClaim: "groups",
    roleMapping: [{ value: "platform-admins", role: "admin" }],
  });
});
afterAll(() => provider.close());

const signIn = async (login: string) => {
  const browser = new TestBrowser();
  return browser.arrive(await passThrough(await browser.leave(known.id), login));
};

const grace = { email: "grace@corp.test", email_verified: true, name: "Grace Hopper" };

test("somebody joins, and is an administrator as long as the provider says so", async () => {
  provider.people.set("grace", { ...grace, groups: ["platform-admins"] });
  const first = await signIn("grace");
  expect(first).toMatchObject({ status: "admitted", account: { role: "admin" } });
  provider.people.set("grace", { ...grace, groups: [] });
  const second = await signIn("grace");
  expect(second).toMatchObject({ status: "admitted", account: { role: "member" } });
  const identities = await writeClient().externalIdentity.findMany({
    where: { providerId: known.id },
    include: { user: { select: { name: true, email: true } } },
  });
  const { name, email } = grace;
  expect(identities).toMatchObject([
    { issuer: provider.issuer, subject: "grace", user: { name, email } },
  ]);
});

test("somebody whose address is not verified stays outside", async () => {
  const person = { ...grace, email: "mallory@corp.test", email_verified: false, groups: [] };
  provider.people.set("mallory", person);
  expect(await signIn("mallory")).toMatchObject({
    status: "refused",
    code: "sso_email_unverified",
  });
});

test("a code that was used is not taken again, not even with a state of its own", async () => {
  provider.people.set("grace", { ...grace, groups: [] });
  const browser = new TestBrowser();
  const used = await passThrough(await browser.leave(known.id), "grace");
  expect(await browser.arrive(used)).toMatchObject({ status: "admitted" });
  const fresh = new URL(await browser.leave(known.id));
  used.searchParams.set("state", fresh.searchParams.get("state") ?? "");
  expect(await browser.arrive(used)).toMatchObject({ code: "sso_exchange_refused" });
});

test("the test button knows it", async () => {
  const { issuer } = provider;
  expect(await testIdentityProvider(here.admin, { preset: "oidc", issuer })).toMatchObject({
    issuer,
    keys: 1,
    pkce: true,
    userinfoEndpoint: `${issuer}/me`,
  });
});
