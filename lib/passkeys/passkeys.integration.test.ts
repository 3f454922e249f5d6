import { uuidv7 } from "uuidv7";
import { beforeEach, describe, expect, test } from "vitest";
import type { Context } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import {
  byToken,
  createTestOrganization,
  type TestOrganization,
  withStaleProof,
} from "#lib/testing/actors.ts";
import { SoftwareAuthenticator, type Deviation } from "#lib/testing/authenticator.ts";
import {
  askForFactor,
  eventsOf,
  isOpen,
  register,
  signedIn,
  signIn,
} from "#lib/testing/passkeys.ts";
import { contextIn, setTestPassword } from "#lib/testing/sessions.ts";
import { visitor } from "#lib/testing/visitor.ts";
import { addPasskey } from "./add-passkey.ts";
import { addPasskeyEndpoint, startPasskeyEndpoint } from "./contract.ts";
import { startPasskeyStepUp } from "./prove-with-passkey.ts";
import { listPasskeys } from "./queries.ts";
import { removePasskey } from "./remove-passkey.ts";
import { renamePasskey } from "./rename-passkey.ts";
import { startPasskeySignIn } from "./sign-in-with-passkey.ts";
import { startPasskey } from "./start-passkey.ts";

const REFUSED = { code: "passkey_refused" };

let here: TestOrganization;
beforeEach(async () => {
  here = await createTestOrganization();
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
    await askForFactor(here.member);
    const { sessionId } = await signedIn(here.member, "password");
    const enrolling = await contextIn(here.member, sessionId);
    expect(enrolling.stage).toBe("enrolment");
    expect(startPasskeyEndpoint.openTo).toEqual(["enrolment"]);
    expect(addPasskeyEndpoint.openTo).toEqual(["enrolment"]);
    await register(enrolling);
    expect((await contextIn(here.member, sessionId)).stage).toBe("full");
  });

  test("it takes a fresh proof, and a browser", async () => {
    const { ctx } = await signedIn(here.member);
    const stale = withStaleProof(ctx);
    const STEP_UP = { code: "step_up_required" };
    await expect(startPasskey(stale)).rejects.toMatchObject(STEP_UP);
    const { passkey } = await register(ctx);
    const of = { passkeyId: passkey.id };
    await expect(renamePasskey(stale, { ...of, name: "X" })).rejects.toMatchObject(STEP_UP);
    await expect(removePasskey(stale, of)).rejects.toMatchObject(STEP_UP);
    const token = byToken(ctx);
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
    await setTestPassword(ctx, "a perfectly fine sentence");
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

  test("the last way to sign in stays", async () => {
    const { ctx } = await signedIn(here.member);
    const [first, second] = [await register(ctx, "One"), await register(ctx, "Two")];
    await removePasskey(ctx, { passkeyId: first.passkey.id });
    const last = { passkeyId: second.passkey.id };
    const LAST = { code: "last_way_to_sign_in" };
    await expect(removePasskey(ctx, last)).rejects.toMatchObject(LAST);
    await setTestPassword(ctx, "a perfectly fine sentence");
    await removePasskey(ctx, last);
  });

  test("the last factor stays where the organisation asks for one", async () => {
    const { ctx } = await signedIn(here.member);
    await setTestPassword(ctx, "a perfectly fine sentence");
    const [first, second] = [await register(ctx, "One"), await register(ctx, "Two")];
    await askForFactor(ctx);
    await removePasskey(ctx, { passkeyId: first.passkey.id });
    const last = { passkeyId: second.passkey.id };
    await expect(removePasskey(ctx, last)).rejects.toMatchObject({ code: "last_factor_required" });
    expect((await listPasskeys(ctx)).passkeys).toHaveLength(1);
  });
});
