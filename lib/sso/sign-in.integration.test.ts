import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openSession } from "#lib/accounts/open-session.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { createTestMember, createTestOrganization } from "#lib/testing/actors.ts";
import { auditTrail } from "#lib/testing/audit-trail.ts";
import { startHostileProvider, type HostileProvider } from "#lib/testing/hostile-provider.ts";
import { type AtProvider, startOver, stranger, TestBrowser } from "#lib/testing/sso.ts";
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

const refused = (code: string) => ({ status: "refused", code });
const signIn = () => browser.signIn(known.id, provider);

const eventsOf = (action: string) => auditTrail(here.organizationId, { action });

async function setPolicy(data: { ssoOnly?: boolean; emailDomains?: string[] }): Promise<void> {
  const { organizationId } = here;
  await writeClient().organizationPolicy.upsert({
    where: { organizationId },
    create: { organizationId, emailDomains: [], allowedAddresses: [], ...data },
    update: data,
  });
}

/** The provider's person gets the address of somebody who is here. */
async function takeAddressOf({ userId }: Context): Promise<void> {
  const { email } = await writeClient().user.findUniqueOrThrow({ where: { id: userId } });
  provider.person = { ...provider.person, email };
}

const givePassword = ({ userId }: Context) =>
  writeClient().user.update({ where: { id: userId }, data: { passwordHash: "set" } });

describe("who comes for the first time", () => {
  test("joins with the role of newcomers, and is the same person the next time", async () => {
    const first = await browser.signIn(known.id, provider, "/projects?x=1");
    expect(first).toMatchObject({
      status: "admitted",
      next: "/projects?x=1",
      account: { organizationId: here.organizationId, role: "member" },
    });
    expect(await new TestBrowser().signIn(known.id, provider)).toMatchObject({
      account: first.status === "admitted" ? first.account : null,
    });
    expect(await eventsOf("member.added")).toHaveLength(1);
    expect(await eventsOf("identity.linked")).toMatchObject([
      { actor: { via: "provider" }, after: { name: "Company login", by: "joining" } },
    ]);
  });

  test("gets a session of the method sso, which is audited", async () => {
    const arrival = await signIn();
    if (arrival.status !== "admitted") throw new Error(arrival.status);
    await openSession(stranger(), { ...arrival.account, passwordHash: null }, "sso");
    expect(await eventsOf("session.started")).toMatchObject([{ after: { method: "sso" } }]);
  });

  test("joins once when two tabs come back at once", async () => {
    const answers = [
      provider.authorize(await browser.leave(known.id)),
      provider.authorize(await browser.leave(known.id)),
    ];
    const arrivals = await Promise.all(answers.map((answer) => browser.arrive(answer)));
    expect(arrivals.map(({ status }) => status)).toEqual(["admitted", "admitted"]);
    expect(await eventsOf("member.added")).toHaveLength(1);
  });

  test.each([
    ["whose address is not verified", { email_verified: false }, "sso_email_unverified"],
    ["of whose address nothing is said", { email_verified: undefined }, "sso_email_unverified"],
    ["without an address", { email: undefined }, "sso_email_unverified"],
    ["with nonsense for an address", { email: "grace" }, "sso_email_unverified"],
    ["of another domain", { email: "grace@elsewhere.test" }, "sso_domain_refused"],
    ["of a domain that only ends alike", { email: "g@evilcorp.test" }, "sso_domain_refused"],
  ])("%s is refused", async (_who, claims, code) => {
    await setPolicy({ emailDomains: ["corp.test"] });
    provider.person = { ...provider.person, ...claims };
    expect(await signIn()).toMatchObject(refused(code));
    expect(await eventsOf("member.added")).toEqual([]);
    expect(await eventsOf("session.refused")).toMatchObject([
      { reason: code, subject: { type: "identity_provider", id: known.id } },
    ]);
  });

  test("is refused where only members may sign in", async () => {
    await updateIdentityProvider(here.admin, { providerId: known.id, joinRole: null });
    expect(await signIn()).toMatchObject(refused("sso_not_member"));
  });

  test("has the address that userinfo names, with what it says of its verification", async () => {
    const { email, ...rest } = provider.person;
    provider.person = { ...rest, email_verified: true };
    provider.userinfo = { sub: rest.sub, email, email_verified: false };
    expect(await signIn()).toMatchObject(refused("sso_email_unverified"));
    provider.userinfo = { sub: rest.sub, email, email_verified: true };
    expect(await new TestBrowser().signIn(known.id, provider)).toMatchObject({
      status: "admitted",
    });
  });

  test("is refused when userinfo speaks of somebody else", async () => {
    const { email, ...rest } = provider.person;
    provider.person = rest;
    provider.userinfo = { sub: "somebody else", email, email_verified: true };
    expect(await signIn()).toMatchObject({ status: "refused" });
  });
});

describe("an account with the same address", () => {
  test("is not taken over", async () => {
    await givePassword(here.member);
    await takeAddressOf(here.member);
    expect(await signIn()).toMatchObject(refused("sso_account_exists"));
    expect(await eventsOf("session.refused")).toMatchObject([
      { reason: "sso_account_exists", subject: { type: "member", id: here.member.userId } },
    ]);
  });

  test("is linked when nobody has signed in with it yet", async () => {
    await takeAddressOf(here.member);
    expect(await signIn()).toMatchObject({ account: { userId: here.member.userId } });
    expect(await eventsOf("identity.linked")).toMatchObject([{ after: { by: "address" } }]);
  });

  test("is not linked when it is an owner's, even if nobody has signed in with it", async () => {
    await takeAddressOf(here.owner);
    expect(await signIn()).toMatchObject(refused("sso_account_exists"));
  });

  test("is linked where sign-in goes through providers only, but once to each", async () => {
    await givePassword(here.member);
    await takeAddressOf(here.member);
    await setPolicy({ ssoOnly: true });
    expect(await signIn()).toMatchObject({ account: { userId: here.member.userId } });
    provider.person = { ...provider.person, sub: "the address's next holder" };
    expect(await signIn()).toMatchObject(refused("sso_account_exists"));
  });

  test("is not linked when it belongs to another organisation too, or only", async () => {
    const elsewhere = await createTestOrganization();
    await takeAddressOf(elsewhere.member);
    expect(await signIn()).toMatchObject(refused("sso_account_exists"));
    await takeAddressOf(here.member);
    await writeClient().member.create({
      data: {
        ...{ organizationId: elsewhere.organizationId, userId: here.member.userId },
        ...{ role: "member", createdAt: new Date() },
      },
    });
    expect(await signIn()).toMatchObject(refused("sso_account_exists"));
  });
});

describe("who was removed", () => {
  test("is refused, linked or not, and stays removed", async () => {
    const arrival = await signIn();
    if (arrival.status !== "admitted") throw new Error(arrival.status);
    const { userId } = arrival.account;
    const removal = { where: { userId }, data: { removedAt: new Date() } };
    await writeClient().member.updateMany(removal);
    expect(await signIn()).toMatchObject(refused("sso_removed"));
    await writeClient().externalIdentity.deleteMany({ where: { userId } });
    expect(await signIn()).toMatchObject(refused("sso_removed"));
  });
});

describe("where sign-in goes through providers only", () => {
  const open =
    ({ userId, organizationId, organizationRole: role }: Context) =>
    (method: "password" | "passkey" | "sso") =>
      openSession(stranger(), { userId, organizationId, role, passwordHash: null }, method);

  test("password and passkey are refused, sso is not, and owners always get in", async () => {
    await setPolicy({ ssoOnly: true });
    const member = open(here.member);
    for (const method of ["password", "passkey"] as const) {
      await expect(member(method)).rejects.toMatchObject({ code: "sso_required" });
      await open(here.owner)(method);
    }
    await member("sso");
    expect(await eventsOf("session.refused")).toMatchObject([
      { reason: "sso_required", after: { method: "password" } },
      { reason: "sso_required", after: { method: "passkey" } },
    ]);
  });

  test("the other ways are open again when no provider is switched on", async () => {
    await setPolicy({ ssoOnly: true });
    await updateIdentityProvider(here.admin, { providerId: known.id, enabled: false });
    await open(await createTestMember(here.organizationId, "admin"))("password");
  });
});
