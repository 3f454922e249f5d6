import { uuidv7 } from "uuidv7";
import { beforeEach, describe, expect, test } from "vitest";
import { verifySession } from "#lib/accounts/give-second-factor.ts";
import { pruneAccounts } from "#lib/accounts/jobs.ts";
import { openSession } from "#lib/accounts/open-session.ts";
import type { Context, PublicContext } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { createTestOrganization, type TestOrganization } from "#lib/testing/actors.ts";
import { SoftwareAuthenticator, type Deviation } from "#lib/testing/authenticator.ts";
import { contextIn } from "#lib/testing/sessions.ts";
import { addPasskey } from "./add-passkey.ts";
import { addPasskeyEndpoint, startPasskeyEndpoint } from "./contract.ts";
import {
  proveWithPasskey,
  startPasskeySecondFactor,
  startPasskeyStepUp,
} from "./prove-with-passkey.ts";
import { listPasskeys } from "./queries.ts";
import { removePasskey } from "./remove-passkey.ts";
import { renamePasskey } from "./rename-passkey.ts";
import { startPasskeySession, startPasskeySignIn } from "./sign-in-with-passkey.ts";
import { startPasskey } from "./start-passkey.ts";

const REFUSED = { code: "passkey_refused" };

let here: TestOrganization;
let address = 0;
beforeEach(async () => {
  here = await createTestOrganization();
  address += 1;
});

const visitor = (): PublicContext => ({
  requestId: uuidv7(),
  origin: { ip: `192.0.2.${address}`, userAgent: "test" },
  locale: "en",
  now: () => new Date(),
});

/** The same person in a session that has a row, as all have outside of tests. */
async function signedIn(ctx: Context, method: "password" | "passkey" = "passkey") {
  const { organizationId, userId, organizationRole: role } = ctx;
  const account = { organizationId, userId, role, passwordHash: null };
  const { sessionId, stage } = await openSession(visitor(), account, method);
  const inside: Context = {
    ...ctx,
    stage,
    actor: { type: "session", sessionId, verifiedAt: stage === "full" ? new Date() : null },
  };
  return { ctx: inside, sessionId };
}

async function register(
  ctx: Context,
  name = "Laptop",
  authenticator = new SoftwareAuthenticator(),
) {
  const response = authenticator.create(await startPasskey(ctx));
  return { authenticator, passkey: await addPasskey(ctx, { name, response }) };
}

const signIn = async (authenticator: SoftwareAuthenticator, deviation?: Deviation) => {
  const base = visitor();
  const response = authenticator.get(await startPasskeySignIn(base), deviation);
  return startPasskeySession(base, { response });
};

const isOpen = async (sessionId: string) =>
  (await writeClient().session.count({ where: { id: sessionId, revokedAt: null } })) === 1;

const eventsOf = async ({ organizationId }: Context, action: string) =>
  writeClient().auditEvent.findMany({ where: { streamId: organizationId, action } });

const askForFactors = (organizationId: string) =>
  writeClient().organizationPolicy.create({
    data: { organizationId, secondFactor: "everyone", graceDays: 0, requiredSince: new Date(0) },
  });

describe("adding", () => {
  test("a passkey is listed, audited, comes with recovery codes once, and ends other sessions", async () => {
    const { ctx, sessionId } = await signedIn(here.member);
    const other = await signedIn(here.member);
    const { passkey } = await register(ctx);
    const { recoveryCodes, ...listed } = passkey;
    expect(recoveryCodes).toHaveLength(10);
    expect(await listPasskeys(ctx)).toEqual({ passkeys: [listed] });
    expect(listed).toMatchObject({ name: "Laptop", synced: false, lastUsedAt: null });
    const [event] = await eventsOf(ctx, "passkey.added");
    expect(event).toMatchObject({ subjectId: passkey.id, actorId: ctx.userId });
    expect([await isOpen(sessionId), await isOpen(other.sessionId)]).toEqual([true, false]);
    expect((await register(ctx, "Phone")).passkey.recoveryCodes).toBeNull();
    expect((await listPasskeys(here.owner)).passkeys).toEqual([]);
  });

  test("what it needs wants user verification, and leaves out what is there already", async () => {
    const { ctx } = await signedIn(here.member);
    const { authenticator } = await register(ctx);
    const options = await startPasskey(ctx);
    expect(options).toMatchObject({
      rp: { id: "localhost" },
      attestation: "none",
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      excludeCredentials: [{ id: authenticator.credentialId, transports: ["internal"] }],
    });
    expect(Buffer.from(options.challenge, "base64url")).toHaveLength(48);
  });

  const deviations: [string, Deviation][] = [
    ["a foreign origin", { origin: "https://preflight.example.net" }],
    ["another port", { origin: "http://localhost:3001" }],
    ["a foreign relying party", { rpId: "example.net" }],
    ["a frame of another site", { crossOrigin: true }],
    ["no user verification", { userVerified: false }],
    ["a challenge of its own", { challenge: Buffer.alloc(48, 1).toString("base64url") }],
    ["no challenge", { challenge: "x" }],
  ];
  test.each(deviations)("an answer with %s is refused", async (_name, deviation) => {
    const { ctx } = await signedIn(here.member);
    const response = new SoftwareAuthenticator().create(await startPasskey(ctx), deviation);
    await expect(addPasskey(ctx, { name: "X", response })).rejects.toMatchObject(REFUSED);
    expect((await listPasskeys(ctx)).passkeys).toEqual([]);
  });

  test("an answer counts once, also when its first use was refused or both come at once", async () => {
    const { ctx } = await signedIn(here.member);
    const options = await startPasskey(ctx);
    const authenticator = new SoftwareAuthenticator();
    const foreign = authenticator.create(options, { origin: "https://example.net" });
    await expect(addPasskey(ctx, { name: "X", response: foreign })).rejects.toMatchObject(REFUSED);
    const late = authenticator.create(options);
    await expect(addPasskey(ctx, { name: "X", response: late })).rejects.toMatchObject(REFUSED);
    const response = authenticator.create(await startPasskey(ctx));
    const both = await Promise.allSettled([
      addPasskey(ctx, { name: "One", response }),
      addPasskey(ctx, { name: "Two", response }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(addPasskey(ctx, { name: "Three", response })).rejects.toMatchObject(REFUSED);
  });

  test("a challenge belongs to its session, its purpose, and five minutes", async () => {
    const { ctx } = await signedIn(here.member);
    const colleague = await signedIn(here.admin);
    const authenticator = new SoftwareAuthenticator();
    const add = (who: Context, response: ReturnType<SoftwareAuthenticator["create"]>) =>
      addPasskey(who, { name: "X", response });
    const stolen = authenticator.create(await startPasskey(ctx));
    await expect(add(colleague.ctx, stolen)).rejects.toMatchObject(REFUSED);
    const { challenge } = await startPasskeySignIn(visitor());
    const confused = authenticator.create(await startPasskey(ctx), { challenge });
    await expect(add(ctx, confused)).rejects.toMatchObject(REFUSED);
    const late = { ...ctx, now: () => new Date(Date.now() + 5 * 60_000 + 1_000) };
    const response = authenticator.create(await startPasskey(ctx));
    await expect(add(late, response)).rejects.toMatchObject(REFUSED);
  });

  test("a credential belongs to one account only", async () => {
    const { ctx } = await signedIn(here.member);
    const { authenticator } = await register(ctx);
    const thief = await signedIn(here.admin);
    const response = authenticator.create(await startPasskey(thief.ctx));
    await expect(addPasskey(thief.ctx, { name: "X", response })).rejects.toMatchObject({
      code: "passkey_exists",
    });
  });

  test("statements on the authenticator are not looked at, and nobody is called because of them", async () => {
    const { ctx } = await signedIn(here.member);
    const attestation = { fmt: "packed", statement: new Map([["x5c", "http://127.0.0.1/crl"]]) };
    const response = new SoftwareAuthenticator().create(await startPasskey(ctx), { attestation });
    await expect(addPasskey(ctx, { name: "Key", response })).resolves.toMatchObject({
      name: "Key",
    });
  });

  test("rubbish in the place of an attestation is refused", async () => {
    const { ctx } = await signedIn(here.member);
    const response = new SoftwareAuthenticator().create(await startPasskey(ctx));
    response.response.attestationObject = "AAAA";
    await expect(addPasskey(ctx, { name: "X", response })).rejects.toMatchObject(REFUSED);
  });

  test("twenty are enough", async () => {
    const { ctx } = await signedIn(here.member);
    const response = new SoftwareAuthenticator().create(await startPasskey(ctx));
    await writeClient().passkey.createMany({
      data: Array.from({ length: 20 }, () => ({
        ...{ id: uuidv7(), userId: ctx.userId, name: "One of many", createdAt: new Date() },
        ...{ counter: 0n, transports: [], backedUp: false },
        credentialId: Buffer.from(uuidv7()),
        publicKey: new Uint8Array(8),
      })),
    });
    const TOO_MANY = { code: "too_many_passkeys", params: { max: 20 } };
    await expect(startPasskey(ctx)).rejects.toMatchObject(TOO_MANY);
    await expect(addPasskey(ctx, { name: "X", response })).rejects.toMatchObject(TOO_MANY);
  });

  test("where the organisation asks for a second factor, one passkey ends the enrolment", async () => {
    await askForFactors(here.organizationId);
    await writeClient().member.updateMany({
      where: { userId: here.member.userId },
      data: { createdAt: new Date(0) },
    });
    const { sessionId } = await signedIn(here.member, "password");
    const enrolling = await contextIn(here.member, sessionId);
    expect(enrolling.stage).toBe("enrolment");
    expect(startPasskeyEndpoint.openTo).toEqual(["enrolment"]);
    expect(addPasskeyEndpoint.openTo).toEqual(["enrolment"]);
    await register(enrolling);
    expect((await contextIn(here.member, sessionId)).stage).toBe("full");
  });

  test("it takes a fresh proof, and a browser", async () => {
    const { ctx, sessionId } = await signedIn(here.member);
    const stale: Context = {
      ...ctx,
      actor: { type: "session", sessionId, verifiedAt: new Date(Date.now() - 6 * 60_000) },
    };
    const STEP_UP = { code: "step_up_required" };
    await expect(startPasskey(stale)).rejects.toMatchObject(STEP_UP);
    const { passkey } = await register(ctx);
    const of = { passkeyId: passkey.id };
    await expect(renamePasskey(stale, { ...of, name: "X" })).rejects.toMatchObject(STEP_UP);
    await expect(removePasskey(stale, of)).rejects.toMatchObject(STEP_UP);
    const token: Context = {
      ...ctx,
      actor: { type: "token", tokenId: uuidv7(), scopes: ["*:write"], projectId: null },
    };
    const IN_BROWSER = { code: "session_required" };
    await expect(listPasskeys(token)).rejects.toMatchObject(IN_BROWSER);
    await expect(startPasskey(token)).rejects.toMatchObject(IN_BROWSER);
    await expect(removePasskey(token, of)).rejects.toMatchObject(IN_BROWSER);
    await expect(startPasskeyStepUp(token)).rejects.toMatchObject(IN_BROWSER);
  });
});

describe("renaming and removing", () => {
  test("a new name is audited once", async () => {
    const { ctx } = await signedIn(here.member);
    const { passkey } = await register(ctx);
    const renaming = { passkeyId: passkey.id, name: "Work laptop" };
    await expect(renamePasskey(ctx, renaming)).resolves.toMatchObject({ name: "Work laptop" });
    await renamePasskey(ctx, renaming);
    const events = await eventsOf(ctx, "passkey.renamed");
    expect(events).toHaveLength(1);
    expect(events[0]?.body).toContain('"before":{"name":"Laptop"}');
  });

  test("only its owner renames and removes a passkey, the latter once; it opens nothing then", async () => {
    const { ctx, sessionId } = await signedIn(here.member);
    const { authenticator, passkey } = await register(ctx);
    const of = { passkeyId: passkey.id };
    const NOT_FOUND = { code: "passkey_not_found" };
    const abroad = (await createTestOrganization()).owner;
    for (const other of [here.owner, here.admin, abroad]) {
      await expect(renamePasskey(other, { ...of, name: "X" })).rejects.toMatchObject(NOT_FOUND);
      await expect(removePasskey(other, of)).rejects.toMatchObject(NOT_FOUND);
    }
    const { sessionId: other } = await signIn(authenticator);
    const twice = await Promise.allSettled([removePasskey(ctx, of), removePasskey(ctx, of)]);
    expect(twice.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await eventsOf(ctx, "passkey.removed")).toHaveLength(1);
    expect([await isOpen(sessionId), await isOpen(other)]).toEqual([true, false]);
    expect(await writeClient().recoveryCode.count({ where: { userId: ctx.userId } })).toBe(0);
    await expect(signIn(authenticator)).rejects.toMatchObject(REFUSED);
  });

  test("the last factor stays where the organisation asks for one", async () => {
    const { ctx } = await signedIn(here.member);
    const [first, second] = [await register(ctx, "One"), await register(ctx, "Two")];
    await askForFactors(here.organizationId);
    await writeClient().member.updateMany({
      where: { userId: ctx.userId },
      data: { createdAt: new Date(0) },
    });
    await removePasskey(ctx, { passkeyId: first.passkey.id });
    const last = { passkeyId: second.passkey.id };
    await expect(removePasskey(ctx, last)).rejects.toMatchObject({ code: "last_factor_required" });
    expect((await listPasskeys(ctx)).passkeys).toHaveLength(1);
  });
});

describe("signing in", () => {
  test("a passkey opens a full session without a password, is audited, and shows its last use", async () => {
    const { ctx } = await signedIn(here.member);
    const { authenticator } = await register(ctx);
    const { sessionId, stage } = await signIn(authenticator);
    expect(stage).toBe("full");
    const row = await writeClient().session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(row).toMatchObject({ method: "passkey", awaitsSecondFactor: false, userId: ctx.userId });
    expect(row.verifiedAt).not.toBeNull();
    const started = await eventsOf(ctx, "session.started");
    expect(started.at(-1)?.body).toContain('"method":"passkey"');
    expect((await listPasskeys(ctx)).passkeys[0]?.lastUsedAt).not.toBeNull();
  });

  test("options say nothing of anybody and are different each time", async () => {
    const [one, two] = [await startPasskeySignIn(visitor()), await startPasskeySignIn(visitor())];
    expect(one).toEqual({ ...two, challenge: one.challenge });
    expect(one.challenge).not.toBe(two.challenge);
    expect(one).toMatchObject({ rpId: "localhost", userVerification: "required" });
    expect(one).not.toHaveProperty("allowCredentials");
  });

  const deviations: [string, Deviation][] = [
    ["a foreign origin", { origin: "https://preflight.example.net" }],
    ["another port", { origin: "http://localhost:3001" }],
    ["a foreign relying party", { rpId: "example.net" }],
    ["a frame of another site", { crossOrigin: true }],
    ["no user verification", { userVerified: false }],
    ["a counter that has gone back", { counter: 0 }],
    ["a counter that has not moved", { counter: 1 }],
    ["another person's handle", { userHandle: Buffer.from(uuidv7()).toString("base64url") }],
    ["a challenge of its own", { challenge: Buffer.alloc(48, 1).toString("base64url") }],
  ];
  test.each(deviations)("%s is refused, and audited", async (_name, deviation) => {
    const { ctx } = await signedIn(here.member);
    const { authenticator } = await register(ctx);
    await expect(signIn(authenticator, deviation)).rejects.toMatchObject(REFUSED);
    const [event] = await eventsOf(ctx, "session.refused");
    expect(event).toMatchObject({ subjectId: ctx.userId });
    await expect(signIn(authenticator)).resolves.toMatchObject({ stage: "full" });
  });

  test("somebody else's credential is not opened by one's own key, nor an unknown one", async () => {
    const { authenticator: victims } = await register((await signedIn(here.owner)).ctx);
    const { authenticator: own } = await register((await signedIn(here.member)).ctx);
    const handle = Buffer.from(here.owner.userId).toString("base64url");
    for (const userHandle of [undefined, handle]) {
      const deviation = { credentialId: victims.credentialId, ...(userHandle && { userHandle }) };
      await expect(signIn(own, deviation)).rejects.toMatchObject(REFUSED);
    }
    await expect(signIn(own, { userHandle: handle })).rejects.toMatchObject(REFUSED);
    await expect(signIn(own, { credentialId: "AAAA" })).rejects.toMatchObject(REFUSED);
  });

  test("an answer counts once, one after the other and at once", async () => {
    const { ctx } = await signedIn(here.member);
    const { authenticator } = await register(
      ctx,
      "Synced",
      new SoftwareAuthenticator({ counting: false }),
    );
    const base = visitor();
    const response = authenticator.get(await startPasskeySignIn(base));
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, () => startPasskeySession(base, { response })),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(startPasskeySession(base, { response })).rejects.toMatchObject(REFUSED);
    // A passkey that does not count signs in at two places at the same time.
    await Promise.all([signIn(authenticator), signIn(authenticator)]);
  });

  test("of two answers with the same count one is a copy's: only the first is taken", async () => {
    const { ctx } = await signedIn(here.member);
    const { authenticator } = await register(ctx);
    const base = visitor();
    const answers = await Promise.all(
      [5, 5].map(async (counter) => authenticator.get(await startPasskeySignIn(base), { counter })),
    );
    const tries = await Promise.allSettled(
      answers.map((response) => startPasskeySession(base, { response })),
    );
    expect(tries.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("removed members, deleted accounts and machines do not get in", async () => {
    const { ctx } = await signedIn(here.member);
    const { authenticator } = await register(ctx);
    const { userId } = ctx;
    const refused = () => expect(signIn(authenticator)).rejects.toMatchObject(REFUSED);
    await writeClient().user.update({ where: { id: userId }, data: { kind: "service" } });
    await refused();
    await writeClient().user.update({
      where: { id: userId },
      data: { kind: "person", deletedAt: new Date() },
    });
    await refused();
    await writeClient().user.update({ where: { id: userId }, data: { deletedAt: null } });
    await writeClient().member.updateMany({ where: { userId }, data: { removedAt: new Date() } });
    await refused();
    await writeClient().member.updateMany({ where: { userId }, data: { removedAt: null } });
    await expect(signIn(authenticator)).resolves.toMatchObject({ stage: "full" });
  });

  test("challenges that nobody answered are forgotten", async () => {
    const early = { ...visitor(), now: () => new Date(Date.now() - 6 * 60_000) };
    await startPasskeySignIn(early);
    await startPasskeySignIn(visitor());
    await pruneAccounts.run(new AbortController().signal);
    const left = await writeClient().passkeyChallenge.findMany();
    expect(left.every(({ expiresAt }) => expiresAt > new Date())).toBe(true);
    expect(left).not.toEqual([]);
  });

  test("an address that fails a hundred times is stopped, others are not", async () => {
    const { ctx } = await signedIn(here.member);
    const { authenticator } = await register(ctx);
    const base = visitor();
    const response = authenticator.get(await startPasskeySignIn(base), { userVerified: false });
    for (let count = 0; count < 100; count += 20) {
      await Promise.allSettled(
        Array.from({ length: 20 }, () => startPasskeySession(base, { response })),
      );
    }
    await expect(signIn(authenticator)).rejects.toMatchObject({ code: "too_many_attempts" });
    address += 1;
    await expect(signIn(authenticator)).resolves.toMatchObject({ stage: "full" });
  });
});

describe("as second factor and fresh proof", () => {
  async function half(person: Context) {
    const { ctx } = await signedIn(person);
    const { authenticator } = await register(ctx);
    const waiting = await signedIn(person, "password");
    expect(waiting.ctx.stage).toBe("second_factor");
    return { ...waiting, authenticator };
  }

  test("it completes the sign-in under a new id, once, and is audited", async () => {
    const { ctx, sessionId, authenticator } = await half(here.member);
    const options = await startPasskeySecondFactor(ctx);
    expect(options.allowCredentials).toMatchObject([{ id: authenticator.credentialId }]);
    const response = authenticator.get(options);
    const tries = await Promise.allSettled([
      proveWithPasskey(ctx, "second_factor", { response }),
      proveWithPasskey(ctx, "second_factor", { response }),
    ]);
    expect(tries.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await isOpen(sessionId)).toBe(false);
    const full = await writeClient().session.findMany({
      where: { userId: ctx.userId, method: "password", awaitsSecondFactor: false },
    });
    expect(full).toHaveLength(1);
    expect(full[0]?.verifiedAt).not.toBeNull();
    expect((await eventsOf(ctx, "session.verified")).at(-1)?.body).toContain('"passkey"');
    const again = { ...ctx, stage: "full" as const };
    await expect(startPasskeySecondFactor(again)).rejects.toMatchObject({
      code: "already_verified",
    });
  });

  test("somebody else's passkey, a foreign origin and no user verification leave it waiting", async () => {
    const { ctx, sessionId, authenticator } = await half(here.member);
    const { authenticator: other } = await register((await signedIn(here.admin)).ctx);
    const give = async (one: SoftwareAuthenticator, deviation?: Deviation) => {
      const response = one.get(await startPasskeySecondFactor(ctx), deviation);
      return proveWithPasskey(ctx, "second_factor", { response });
    };
    await expect(give(other)).rejects.toMatchObject(REFUSED);
    await expect(give(authenticator, { userVerified: false })).rejects.toMatchObject(REFUSED);
    const origin = "https://example.net";
    await expect(give(authenticator, { origin })).rejects.toMatchObject(REFUSED);
    const { challenge } = await startPasskeySignIn(visitor());
    await expect(give(authenticator, { challenge })).rejects.toMatchObject(REFUSED);
    const row = await writeClient().session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(row.awaitsSecondFactor).toBe(true);
    expect(await eventsOf(ctx, "second_factor.refused")).toHaveLength(4);
  });

  test("the recovery codes that came with a passkey finish a sign-in without it", async () => {
    const { ctx } = await signedIn(here.member);
    const { passkey } = await register(ctx);
    const waiting = await signedIn(here.member, "password");
    const recoveryCode = passkey.recoveryCodes?.[0];
    await expect(verifySession(waiting.ctx, { recoveryCode })).resolves.toMatchObject({
      stage: "full",
    });
  });

  test("a fresh proof renews the session; without a passkey there is nothing to ask for", async () => {
    const { ctx } = await signedIn(here.member);
    await expect(startPasskeyStepUp(ctx)).rejects.toMatchObject({ code: "no_passkeys" });
    const { authenticator } = await register(ctx);
    const response = authenticator.get(await startPasskeyStepUp(ctx));
    const { sessionId } = await proveWithPasskey(ctx, "step_up", { response });
    expect(await isOpen(sessionId)).toBe(true);
    const row = await writeClient().session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(Date.now() - Number(row.verifiedAt)).toBeLessThan(60_000);
    const replayed = { ...ctx, actor: { ...ctx.actor, sessionId } } as Context;
    await expect(proveWithPasskey(replayed, "step_up", { response })).rejects.toMatchObject(
      REFUSED,
    );
  });
});
