import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { createTestOrganization, type TestOrganization } from "#lib/testing/actors.ts";
import { startHostileProvider, type HostileProvider } from "#lib/testing/hostile-provider.ts";
import { registerProvider, TestBrowser } from "#lib/testing/sso.ts";
import type { Arrival } from "./come-back.ts";
import type { IdentityProvider } from "./contract.ts";
import { linkIdentity } from "./link-identity.ts";
import { listIdentities } from "./queries.ts";
import { unlinkIdentity } from "./unlink-identity.ts";

let provider: HostileProvider;
let here: TestOrganization;
let known: IdentityProvider;
let browser: TestBrowser;

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.close());

beforeEach(async () => {
  provider.person = { sub: uuidv7() };
  here = await createTestOrganization();
  known = await registerProvider(here.admin, provider);
  browser = new TestBrowser();
});

const inSession = (ctx: Context, sessionId: string): Context => ({
  ...ctx,
  actor: { type: "session", sessionId, verifiedAt: new Date() },
});

/** Begins to link from a session of its own; returns where the provider sends the browser. */
async function begin(ctx: Context, providerId = known.id): Promise<URL> {
  const signedIn = inSession(ctx, await browser.holdSession(ctx));
  const call = { headers: browser.headers(), signal: new AbortController().signal };
  const response = await linkIdentity(signedIn, { providerId }, call);
  browser.keep(response);
  const { url } = (await response.json()) as { url: string };
  return provider.authorize(url);
}

const link = async (ctx: Context): Promise<Arrival> => browser.arrive(await begin(ctx));

const actions = async () =>
  (
    await writeClient().auditEvent.findMany({
      where: { streamId: here.organizationId, subjectId: known.id, action: { contains: "linked" } },
      orderBy: { seq: "asc" },
    })
  ).map(({ action }) => action);

describe("the signed-in person", () => {
  test("links a provider, signs in with it, and unlinks it", async () => {
    const linked = { status: "linked", next: "/account#identities" };
    expect(await link(here.member)).toEqual(linked);
    expect(await link(here.member)).toEqual(linked);
    expect(await new TestBrowser().signIn(known.id, provider)).toMatchObject({
      account: { userId: here.member.userId },
    });
    const { identities, linkable } = await listIdentities(here.member);
    expect(identities).toMatchObject([{ provider: { id: known.id, name: known.name } }]);
    expect(linkable).toEqual([]);
    await writeClient().user.update({
      where: { id: here.member.userId },
      data: { passwordHash: "set" },
    });
    const identityId = identities[0]?.id ?? "";
    await unlinkIdentity(here.member, { identityId });
    expect(await listIdentities(here.member)).toMatchObject({
      identities: [],
      linkable: [{ id: known.id }],
    });
    expect(await actions()).toEqual(["identity.linked", "identity.unlinked"]);
    await expect(unlinkIdentity(here.member, { identityId })).rejects.toMatchObject({
      code: "identity_not_found",
    });
  });

  test("keeps their last way to sign in", async () => {
    await link(here.member);
    const [identity] = (await listIdentities(here.member)).identities;
    const unlink = () => unlinkIdentity(here.member, { identityId: identity?.id ?? "" });
    const last = { code: "last_way_to_sign_in" };
    await expect(unlink()).rejects.toMatchObject(last);
    const { organizationId } = here;
    await writeClient().user.update({
      where: { id: here.member.userId },
      data: { passwordHash: "set" },
    });
    await writeClient().organizationPolicy.create({
      data: { organizationId, emailDomains: [], allowedAddresses: [], ssoOnly: true },
    });
    await expect(unlink()).rejects.toMatchObject(last);
    await writeClient().organizationPolicy.updateMany({
      where: { organizationId },
      data: { ssoOnly: false },
    });
    await unlink();
  });

  test("has to prove anew that it is them", async () => {
    const late: Context = {
      ...here.member,
      actor: { type: "session", sessionId: uuidv7(), verifiedAt: null },
    };
    const call = { headers: new Headers(), signal: new AbortController().signal };
    const code = { code: "step_up_required" };
    await expect(linkIdentity(late, { providerId: known.id }, call)).rejects.toMatchObject(code);
    await expect(unlinkIdentity(late, { identityId: uuidv7() })).rejects.toMatchObject(code);
  });
});

describe("nobody is linked to what is not theirs", () => {
  test("by a link that somebody else has begun", async () => {
    const begun = await begin(here.admin);
    // The admin signs out, and somebody else in at the same browser, before the answer comes.
    await browser.holdSession(here.member);
    expect(await browser.arrive(begun)).toMatchObject({ status: "refused", linking: true });
    const other = await begin(here.admin);
    expect(await new TestBrowser().arrive(other)).toMatchObject({ code: "sso_state" });
    expect(await writeClient().externalIdentity.count({ where: { providerId: known.id } })).toBe(0);
  });

  test("to an identity of another account, or as two people of one provider", async () => {
    await link(here.admin);
    expect(await link(here.member)).toMatchObject({ code: "sso_identity_taken", linking: true });
    provider.person = { sub: uuidv7() };
    expect(await link(here.admin)).toMatchObject({ code: "sso_already_linked" });
  });

  test("to a provider of another organisation", async () => {
    const elsewhere = await createTestOrganization();
    const foreign = await registerProvider(elsewhere.admin, provider);
    await expect(begin(here.member, foreign.id)).rejects.toMatchObject({
      code: "sso_provider_not_found",
    });
  });

  test("and nobody unlinks somebody else", async () => {
    await link(here.admin);
    const [identity] = (await listIdentities(here.admin)).identities;
    const unlink = unlinkIdentity(here.owner, { identityId: identity?.id ?? "" });
    await expect(unlink).rejects.toMatchObject({ code: "identity_not_found" });
  });

  test("a sign-in under way links nobody who happens to be signed in", async () => {
    provider.person = { sub: uuidv7(), email: `${uuidv7()}@corp.test`, email_verified: true };
    await browser.holdSession(here.member);
    const arrival = await browser.signIn(known.id, provider);
    expect(arrival).toMatchObject({ status: "admitted" });
    expect((await listIdentities(here.member)).identities).toEqual([]);
  });
});
