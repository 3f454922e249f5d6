import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { writeClient } from "#lib/platform/db/client.ts";
import { createTestOrganization, type TestOrganization } from "#lib/testing/actors.ts";
import {
  startHostileProvider,
  type Faults,
  type HostileProvider,
} from "#lib/testing/hostile-provider.ts";
import { registerProvider, TestBrowser } from "#lib/testing/sso.ts";
import type { IdentityProvider } from "./contract.ts";
import { testIdentityProvider } from "./test-identity-provider.ts";

type Address = { email: string; primary: boolean; verified: boolean };

let provider: HostileProvider;
let here: TestOrganization;
let known: IdentityProvider;
let addresses: Address[];

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.close());

/** Answers where a GitHub Enterprise Server would, to those who bring the token. */
function github(): NonNullable<Faults["paths"]> {
  const json =
    (value: () => unknown): NonNullable<Faults["paths"]>[string] =>
    (request, answer) => {
      const right = request.headers.authorization === "Bearer access";
      answer.writeHead(right ? 200 : 401).end(JSON.stringify(right ? value() : {}));
    };
  return {
    "/login/oauth/authorize": (_request, answer) => answer.end("sign in"),
    "/login/oauth/access_token": (_request, answer) => {
      answer.writeHead(200, { "content-type": "application/json" });
      answer.end(JSON.stringify({ access_token: "access", token_type: "bearer", scope: "" }));
    },
    "/api/v3/user": json(() => ({ id: 42, login: "grace", name: null })),
    "/api/v3/user/emails": json(() => addresses),
  };
}

beforeEach(async () => {
  addresses = [
    { email: "private@elsewhere.test", primary: false, verified: true },
    { email: "Grace@Corp.test", primary: true, verified: true },
  ];
  provider.faults = { paths: github(), answer: { iss: null } };
  here = await createTestOrganization();
  const { organizationId } = here;
  await writeClient().organizationPolicy.create({
    data: { organizationId, emailDomains: ["corp.test"], allowedAddresses: [] },
  });
  known = await registerProvider(here.admin, provider, { preset: "github", name: "GitHub" });
});

const signIn = () => new TestBrowser().signIn(known.id, provider);

test("a person of GitHub joins by the verified primary address, and is known by their number", async () => {
  const arrival = await signIn();
  expect(arrival).toMatchObject({ status: "admitted", account: { role: "member" } });
  const identity = await writeClient().externalIdentity.findFirstOrThrow({
    where: { providerId: known.id },
    include: { user: true },
  });
  expect(identity).toMatchObject({ issuer: provider.issuer, subject: "42" });
  expect(identity.user).toMatchObject({ email: "grace@corp.test", name: "grace" });
  addresses = [];
  expect(await signIn()).toMatchObject({ status: "admitted" });
  await writeClient().user.update({
    where: { id: identity.userId },
    data: { email: `${identity.userId}@corp.test` },
  });
});

test("an address that is not primary, or not verified, counts for nothing", async () => {
  const refused = { status: "refused", code: "sso_email_unverified" };
  addresses = [{ email: "grace@corp.test", primary: true, verified: false }];
  expect(await signIn()).toMatchObject(refused);
  addresses = [{ email: "grace@corp.test", primary: false, verified: true }];
  expect(await signIn()).toMatchObject(refused);
});

test("an answer of another kind signs nobody in", async () => {
  const html: NonNullable<Faults["paths"]>[string] = (_request, answer) => answer.end("<h1>");
  for (const path of ["/api/v3/user", "/api/v3/user/emails", "/login/oauth/access_token"]) {
    provider.faults = { ...provider.faults, paths: { ...github(), [path]: html } };
    expect(await signIn()).toMatchObject({ status: "refused", code: "sso_provider_invalid" });
  }
});

test("the test button shows the addresses that GitHub has", async () => {
  const { issuer } = provider;
  expect(await testIdentityProvider(here.admin, { preset: "github", issuer })).toMatchObject({
    authorizationEndpoint: `${issuer}/login/oauth/authorize`,
    userinfoEndpoint: `${issuer}/api/v3/user`,
    algorithms: [],
    keys: null,
  });
});
