import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { writeClient } from "#lib/platform/db/client.ts";
import { auditTrail } from "#lib/testing/audit-trail.ts";
import { startHostileProvider, type HostileProvider } from "#lib/testing/hostile-provider.ts";
import { type AtProvider, startOver } from "#lib/testing/sso.ts";
import { updateIdentityProvider } from "./update-identity-provider.ts";

let provider: HostileProvider;
let here: AtProvider["here"];
let known: AtProvider["known"];
let browser: AtProvider["browser"];

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.close());

beforeEach(async () => {
  ({ here, known, browser } = await startOver(provider));
});

const signIn = () => browser.signIn(known.id, provider);

const eventsOf = (action: string) => auditTrail(here.organizationId, { action });

describe("roles from a claim", () => {
  const mapping = {
    roleClaim: "groups",
    roleMapping: [{ value: "admins", role: "admin" as const }],
  };

  test("are applied at each sign-in, and taken away again", async () => {
    await updateIdentityProvider(here.admin, { providerId: known.id, ...mapping });
    provider.person = { ...provider.person, groups: ["staff", "admins"] };
    expect(await signIn()).toMatchObject({ account: { role: "admin" } });
    provider.person = { ...provider.person, groups: ["staff"] };
    expect(await signIn()).toMatchObject({ account: { role: "member" } });
    expect(await eventsOf("member.changed")).toMatchObject([
      { before: { role: "admin" }, after: { role: "member" } },
    ]);
  });

  test("may be one text, or lie deeper", async () => {
    const deep = { ...mapping, roleClaim: "realm_access.roles" };
    await updateIdentityProvider(here.admin, { providerId: known.id, ...deep });
    provider.person = { ...provider.person, realm_access: { roles: "admins" } };
    expect(await signIn()).toMatchObject({ account: { role: "admin" } });
  });

  test("never touch an owner, not even the last", async () => {
    await updateIdentityProvider(here.admin, { providerId: known.id, ...mapping });
    await writeClient().externalIdentity.create({
      data: {
        ...{ id: uuidv7(), userId: here.owner.userId, providerId: known.id },
        ...{ issuer: provider.issuer, subject: String(provider.person.sub), createdAt: new Date() },
      },
    });
    provider.person = { ...provider.person, groups: ["admins"] };
    expect(await signIn()).toMatchObject({ account: { role: "owner" } });
  });
});
