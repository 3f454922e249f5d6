import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { unseal } from "#lib/platform/crypto/seal.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import {
  createTestOrganization,
  type TestOrganization,
  withStaleProof,
} from "#lib/testing/actors.ts";
import { auditTrail } from "#lib/testing/audit-trail.ts";
import { createTestToken, sendToRoute } from "#lib/testing/api.ts";
import { startHostileProvider, type HostileProvider } from "#lib/testing/hostile-provider.ts";
import { registerProvider } from "#lib/testing/sso.ts";
import {
  createIdentityProviderEndpoint,
  listIdentityProvidersEndpoint,
  listSignInProvidersEndpoint,
  testIdentityProviderEndpoint,
} from "./contract.ts";
import { listIdentityProviders, listSignInProviders } from "./queries.ts";
import { removeIdentityProvider } from "./remove-identity-provider.ts";
import { secretOf } from "./secret-of.ts";
import { testIdentityProvider } from "./test-identity-provider.ts";
import { updateIdentityProvider } from "./update-identity-provider.ts";

let provider: HostileProvider;
let here: TestOrganization;

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.close());
beforeEach(async () => {
  provider.faults = {};
  here = await createTestOrganization();
});

const FORBIDDEN = { code: "forbidden" };
const NOT_FOUND = { code: "sso_provider_not_found" };
const STEP_UP = { code: "step_up_required" };

const events = (subjectId: string) => auditTrail(here.organizationId, { subjectId });

describe("an administrator", () => {
  test("adds a provider whose secret is sealed, in no answer and in no event", async () => {
    const made = await registerProvider(here.admin, provider, { roleClaim: "groups" });
    expect(made).toMatchObject({ name: "Company login", people: 0, roleClaim: "groups" });
    const row = await writeClient().identityProvider.findUniqueOrThrow({ where: { id: made.id } });
    expect(unseal(row.clientSecret, secretOf(made.id))).toBe(provider.clientSecret);
    const list = await listIdentityProviders(here.owner);
    expect(list).toEqual({
      providers: [made],
      redirectUrl: "http://localhost:3000/api/v1/sso/callback",
    });
    const told = JSON.stringify([list, await events(made.id)]);
    expect(told).not.toContain(provider.clientSecret);
    expect(await events(made.id)).toMatchObject([
      { action: "identity_provider.created", after: { name: "Company login", enabled: true } },
    ]);
  });

  test("changes it, switches it off and on, and removes it, each as an event of its own", async () => {
    const { id: providerId } = await registerProvider(here.admin, provider);
    const change = (settings: object) =>
      updateIdentityProvider(here.admin, { providerId, ...settings });
    expect(await change({ name: "SSO" })).toMatchObject({ name: "SSO" });
    await change({ name: "SSO" });
    await change({ clientSecret: "another" });
    await change({ enabled: false });
    expect((await listSignInProviders()).providers.map(({ id }) => id)).not.toContain(providerId);
    await change({ enabled: true });
    expect((await listSignInProviders()).providers).toContainEqual({ id: providerId, name: "SSO" });
    await removeIdentityProvider(here.admin, { providerId });
    expect((await listIdentityProviders(here.admin)).providers).toEqual([]);
    expect(await events(providerId)).toMatchObject([
      { action: "identity_provider.created" },
      {
        action: "identity_provider.edited",
        before: { name: "Company login" },
        after: { name: "SSO" },
      },
      { action: "identity_provider.edited", after: { clientSecret: "***MASKED***" } },
      { action: "identity_provider.disabled" },
      { action: "identity_provider.enabled" },
      { action: "identity_provider.removed", before: { name: "SSO" } },
    ]);
  });

  test("has to prove anew that it is them", async () => {
    const { id: providerId } = await registerProvider(here.admin, provider);
    const late = withStaleProof(here.admin);
    await expect(registerProvider(late, provider)).rejects.toMatchObject(STEP_UP);
    const change = updateIdentityProvider(late, { providerId, name: "x" });
    await expect(change).rejects.toMatchObject(STEP_UP);
    await expect(removeIdentityProvider(late, { providerId })).rejects.toMatchObject(STEP_UP);
  });

  test("has one that two remove at once removed once", async () => {
    const { id: providerId } = await registerProvider(here.admin, provider);
    const results = await Promise.allSettled([
      removeIdentityProvider(here.admin, { providerId }),
      removeIdentityProvider(here.owner, { providerId }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("lets nobody join through Google or GitHub without naming domains", async () => {
    const google = { preset: "google" as const, joinRole: "member" as const };
    const refusal = { issues: [{ path: "joinRole", code: "domains_needed" }] };
    await expect(registerProvider(here.admin, provider, google)).rejects.toMatchObject(refusal);
    const { organizationId } = here;
    await writeClient().organizationPolicy.create({
      data: { organizationId, emailDomains: ["corp.test"], allowedAddresses: [] },
    });
    const { id: providerId } = await registerProvider(here.admin, provider, google);
    await updateIdentityProvider(here.admin, { providerId, joinRole: null });
  });

  test("adds twenty at most", async () => {
    for (let made = 0; made < 20; made++) await registerProvider(here.admin, provider);
    await expect(registerProvider(here.admin, provider)).rejects.toMatchObject({
      code: "too_many_sso_providers",
    });
  });
});

describe("others", () => {
  test("a member may do none of it", async () => {
    const { id: providerId } = await registerProvider(here.admin, provider);
    const { member } = here;
    await expect(registerProvider(member, provider)).rejects.toMatchObject(FORBIDDEN);
    const change = updateIdentityProvider(member, { providerId, name: "x" });
    await expect(change).rejects.toMatchObject(FORBIDDEN);
    await expect(removeIdentityProvider(member, { providerId })).rejects.toMatchObject(FORBIDDEN);
    await expect(listIdentityProviders(member)).rejects.toMatchObject(FORBIDDEN);
    const issuer = provider.issuer;
    const ask = testIdentityProvider(member, { preset: "oidc", issuer });
    await expect(ask).rejects.toMatchObject(FORBIDDEN);
  });

  test("another organisation's providers are not found", async () => {
    const { id: providerId } = await registerProvider(here.admin, provider);
    const { owner } = await createTestOrganization();
    const change = updateIdentityProvider(owner, { providerId, name: "x" });
    await expect(change).rejects.toMatchObject(NOT_FOUND);
    await expect(removeIdentityProvider(owner, { providerId })).rejects.toMatchObject(NOT_FOUND);
    expect((await listIdentityProviders(owner)).providers).toEqual([]);
  });

  test("an API token lists them and changes nothing; strangers see names only", async () => {
    const made = await registerProvider(here.admin, provider);
    const token = await createTestToken(here.admin);
    const list = await sendToRoute(listIdentityProvidersEndpoint, { token });
    expect(await list.json()).toMatchObject({ providers: [{ id: made.id }] });
    const { issuer, clientId, clientSecret } = provider;
    const body = { preset: "oidc", name: "x", issuer, clientId, clientSecret };
    const create = await sendToRoute(createIdentityProviderEndpoint, { token, body });
    expect(await create.json()).toMatchObject({ code: "session_required" });
    const open = await sendToRoute(listSignInProvidersEndpoint, {});
    const { providers } = (await open.json()) as { providers: object[] };
    expect(providers).toContainEqual({ id: made.id, name: made.name });
  });
});

describe("fields that are not right are refused by name", () => {
  const right = {
    ...{ preset: "oidc", name: "SSO", issuer: "https://login.example.com" },
    ...{ clientId: "preflight", clientSecret: "secret" },
  };

  test.each<[string, unknown, string]>([
    ["preset", "saml", "preset"],
    ["name", "", "name"],
    ["name", "x".repeat(61), "name"],
    ["issuer", "login.example.com", "issuer"],
    ["issuer", "ftp://login.example.com", "issuer"],
    ["issuer", "https://user:password@login.example.com", "issuer"],
    ["issuer", "https://login.example.com/?a=b", "issuer"],
    ["issuer", "https://login.example.com/.well-known/openid-configuration", "issuer"],
    ["clientId", "", "clientId"],
    ["clientSecret", "", "clientSecret"],
    ["joinRole", "owner", "joinRole"],
    ["roleClaim", "", "roleClaim"],
    ["roleMapping", [{ value: "x", role: "owner" }], "roleMapping.0.role"],
    [
      "roleMapping",
      Array.from({ length: 51 }, () => ({ value: "x", role: "admin" })),
      "roleMapping",
    ],
    ["enabled", "yes", "enabled"],
    ["more", 1, ""],
  ])("%s: %j", async (field, value, path) => {
    const token = await createTestToken(here.admin);
    const body = { ...right, [field]: value };
    const response = await sendToRoute(createIdentityProviderEndpoint, { token, body });
    expect(response.status).toBe(422);
    const problem = (await response.json()) as { errors: { path: string }[] };
    expect(problem.errors.map((error) => error.path)).toContain(path);
  });
});

describe("the test button", () => {
  const ask = (issuer = provider.issuer) =>
    testIdentityProvider(here.admin, { preset: "oidc", issuer });

  test("tells what the provider is and what to register there", async () => {
    expect(await ask()).toEqual({
      issuer: provider.issuer,
      authorizationEndpoint: `${provider.issuer}/authorize`,
      tokenEndpoint: `${provider.issuer}/token`,
      userinfoEndpoint: null,
      jwksUri: `${provider.issuer}/keys`,
      algorithms: ["RS256"],
      keys: 1,
      pkce: true,
      redirectUrl: "http://localhost:3000/api/v1/sso/callback",
    });
  });

  test("says what is wrong, and nothing of what was answered", async () => {
    const html = { "/.well-known/openid-configuration": "<h1>internal</h1>", "/keys": "internal" };
    for (const [path, text] of Object.entries(html)) {
      provider.faults = { paths: { [path]: (_request, answer) => answer.end(text) } };
      const code = path === "/keys" ? "sso_no_keys" : "sso_provider_invalid";
      const failure = await ask().catch((error: Error) => error);
      expect(failure).toMatchObject({ code });
      expect(JSON.stringify(failure)).not.toContain("internal");
    }
  });

  test.each(["https://10.0.0.1", "https://[::1]", "http://8.8.8.8", "https://169.254.169.254"])(
    "reaches no network that nobody has opened: %s",
    async (issuer) => {
      const token = await createTestToken(here.admin);
      const body = { preset: "oidc", issuer };
      const response = await sendToRoute(testIdentityProviderEndpoint, { token, body });
      expect(response.status).toBe(422);
      const { code } = (await response.json()) as { code: string };
      expect(code).toBe("sso_address_refused");
    },
  );
});
