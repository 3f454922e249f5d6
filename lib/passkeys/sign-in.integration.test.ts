import { uuidv7 } from "uuidv7";
import { beforeEach, describe, expect, test } from "vitest";
import { verifySession } from "#lib/accounts/give-second-factor.ts";
import { pruneAccounts } from "#lib/accounts/jobs.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { createTestOrganization, type TestOrganization } from "#lib/testing/actors.ts";
import { SoftwareAuthenticator, type Deviation } from "#lib/testing/authenticator.ts";
import { eventsOf, isOpen, register, signedIn, signIn } from "#lib/testing/passkeys.ts";
import { visitor } from "#lib/testing/visitor.ts";
import {
  proveWithPasskey,
  startPasskeySecondFactor,
  startPasskeyStepUp,
} from "./prove-with-passkey.ts";
import { listPasskeys } from "./queries.ts";
import { startPasskeySession, startPasskeySignIn } from "./sign-in-with-passkey.ts";

const REFUSED = { code: "passkey_refused" };

let here: TestOrganization;
beforeEach(async () => {
  here = await createTestOrganization();
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
    await expect(signIn(authenticator, {}, base)).rejects.toMatchObject({
      code: "too_many_attempts",
    });
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
