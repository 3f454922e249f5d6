import { uuidv7 } from "uuidv7";
import { beforeEach, describe, expect, test } from "vitest";
import type { Context } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { createTestOrganization, type TestOrganization } from "#lib/testing/actors.ts";
import {
  codeOf,
  contextIn,
  enrolTestApp,
  setTestPassword,
  signInAs,
} from "#lib/testing/sessions.ts";
import { verifyOrganizationAudit } from "#lib/audit/verify-audit.ts";
import { changePassword } from "./change-password.ts";
import { createRecoveryCodes } from "./create-recovery-codes.ts";
import { verifySession } from "./give-second-factor.ts";
import { consumeRecoveryCode } from "./recovery-codes.ts";
import { readSecondFactor } from "./read-second-factor.ts";
import { removeTotp } from "./remove-totp.ts";
import { proveAgain } from "./step-up.ts";
import { confirmTotp, startTotp } from "./totp-enrolment.ts";
import { acceptTotpCode } from "./totp.ts";

const RACERS = 50;
const PASSWORD = "a perfectly fine sentence";

let organization: TestOrganization;
/** A member with a password, signed in. */
let me: Context;

beforeEach(async () => {
  organization = await createTestOrganization();
  await setTestPassword(organization.member, PASSWORD);
  me = (await signInAs(organization.member)).ctx;
});

const at = (ctx: Context, when: Date): Context => ({ ...ctx, now: () => when });
const later = (ctx: Context, seconds: number): Context =>
  at(ctx, new Date(Date.now() + seconds * 1_000));
const stale = (ctx: Context): Context => later(ctx, 5 * 60 + 1);
const sessionOf = ({ actor }: Context): string => (actor.type === "session" ? actor.sessionId : "");

async function actions(): Promise<string[]> {
  const { organizationId, owner } = organization;
  const rows = await writeClient().auditEvent.findMany({
    where: { streamId: organizationId },
    orderBy: { seq: "asc" },
    select: { action: true },
  });
  expect(await verifyOrganizationAudit(owner, { limit: 10_000 })).toMatchObject({ valid: true });
  return rows.map(({ action }) => action);
}

/** Runs `act` for as many as race, without the limit that would stop most of them. */
async function race<T>(act: (index: number) => Promise<T>): Promise<PromiseSettledResult<T>[]> {
  return Promise.allSettled(Array.from({ length: RACERS }, (_, index) => act(index)));
}

const successes = (results: PromiseSettledResult<unknown>[]): number =>
  results.filter(({ status }) => status === "fulfilled").length;

describe("an authenticator app", () => {
  test("is on after its first code, brings recovery codes, ends other sessions, and is audited", async () => {
    const other = await signInAs(me);
    const { recoveryCodes } = await enrolTestApp(me);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await readSecondFactor(me)).toEqual({
      totp: { confirmedAt: expect.any(String) as string },
      passkeys: 0,
      recoveryCodes: 10,
      hasPassword: true,
    });
    await expect(contextIn(me, other.sessionId)).rejects.toMatchObject({ code: "session_ended" });
    expect((await contextIn(me, sessionOf(me))).stage).toBe("full");
    expect(await actions()).toEqual([
      ...["session.started", "session.started", "second_factor.started"],
      ...["second_factor.enrolled", "recovery_codes.created"],
    ]);
  });

  test("is stored sealed, and its recovery codes as hashes only", async () => {
    const { secret, recoveryCodes } = await enrolTestApp(me);
    const factor = await writeClient().totpFactor.findUniqueOrThrow({
      where: { userId: me.userId },
    });
    expect(Buffer.from(factor.secret).toString("latin1")).not.toContain(secret);
    const codes = await writeClient().recoveryCode.findMany({ where: { userId: me.userId } });
    expect(codes).toHaveLength(10);
    const stored = codes.map(({ codeHash }) => Buffer.from(codeHash).toString("latin1")).join();
    for (const code of recoveryCodes) expect(stored).not.toContain(code);
    const events = await writeClient().auditEvent.findMany({
      where: { streamId: me.organizationId },
    });
    for (const { body } of events) {
      expect(body).not.toContain(secret);
      for (const code of recoveryCodes) expect(body).not.toContain(code);
    }
  });

  test("a wrong code, one of two minutes ago and one of a finished enrolment turn nothing on", async () => {
    const { secret, startedAt } = await startTotp(me);
    const given = { startedAt, code: codeOf(secret ?? "", -4) };
    await expect(confirmTotp(me, given)).rejects.toMatchObject({ issues: [{ path: "code" }] });
    const tooLate = later(me, 61 * 60);
    const right = { startedAt, code: codeOf(secret ?? "", 0, tooLate.now().getTime()) };
    await expect(confirmTotp(tooLate, right)).rejects.toMatchObject({
      code: "totp_enrolment_ended",
    });
    await confirmTotp(me, { startedAt, code: codeOf(secret ?? "") });
    await expect(confirmTotp(me, { startedAt, code: codeOf(secret ?? "") })).rejects.toMatchObject({
      code: "totp_exists",
    });
    await expect(startTotp(me)).rejects.toMatchObject({ code: "totp_exists" });
  });

  test("begun in two tabs, the newer counts and the older is told so", async () => {
    const older = await startTotp(at(me, new Date(Date.now() - 10)));
    const newer = await startTotp(me);
    const code = codeOf(older.secret ?? "");
    await expect(confirmTotp(me, { startedAt: older.startedAt, code })).rejects.toMatchObject({
      code: "totp_enrolment_replaced",
    });
    await confirmTotp(me, { startedAt: newer.startedAt, code: codeOf(newer.secret ?? "") });
  });

  test("is begun, and turned off, only with a fresh proof and in a browser", async () => {
    await expect(startTotp(stale(me))).rejects.toMatchObject({ code: "step_up_required" });
    await enrolTestApp(me);
    await expect(removeTotp(stale(me))).rejects.toMatchObject({ code: "step_up_required" });
    const token: Context = {
      ...me,
      actor: { type: "token", tokenId: uuidv7(), scopes: [], projectId: null },
    };
    for (const act of [startTotp, removeTotp, createRecoveryCodes, readSecondFactor]) {
      await expect(act(token)).rejects.toMatchObject({ code: "session_required" });
    }
    await removeTotp(me);
    expect(await readSecondFactor(me)).toMatchObject({ totp: null, recoveryCodes: 0 });
    await expect(removeTotp(me)).rejects.toMatchObject({ code: "totp_not_found" });
    expect((await actions()).at(-1)).toBe("second_factor.removed");
  });
});

describe("the second step of signing in", () => {
  test("takes the session on, under another id, and leaves the old cookie with nothing", async () => {
    const { secret } = await enrolTestApp(me);
    const half = await signInAs(me);
    expect(half.ctx.stage).toBe("second_factor");
    const { sessionId } = await verifySession(half.ctx, { code: codeOf(secret) });
    expect(await contextIn(me, sessionId)).toMatchObject({ stage: "full" });
    await expect(contextIn(me, half.sessionId)).rejects.toMatchObject({ code: "session_ended" });
    expect((await actions()).slice(-2)).toEqual(["session.started", "session.verified"]);
    const full = await contextIn(me, sessionId);
    await expect(verifySession(full, { code: codeOf(secret, 1) })).rejects.toMatchObject({
      code: "already_verified",
    });
  });

  test.each([-1, 0, 1])("accepts a clock that is %i steps off", async (steps) => {
    const { secret } = await enrolTestApp(at(me, new Date(Date.now() - 120_000)));
    const half = await signInAs(me);
    const now = Date.now();
    const given = { code: codeOf(secret, steps, now) };
    await verifySession(at(half.ctx, new Date(now)), given);
  });

  test.each([-2, 2])("refuses a clock that is %i steps off", async (steps) => {
    const { secret } = await enrolTestApp(at(me, new Date(Date.now() - 120_000)));
    const half = await signInAs(me);
    const now = Date.now();
    const given = { code: codeOf(secret, steps, now) };
    await expect(verifySession(at(half.ctx, new Date(now)), given)).rejects.toMatchObject({
      code: "code_wrong",
    });
    expect((await actions()).at(-1)).toBe("second_factor.refused");
  });

  test("accepts a code once, also when fifty sessions race for it, and none before it", async () => {
    const { secret } = await enrolTestApp(at(me, new Date(Date.now() - 120_000)));
    const now = new Date();
    const halves: Context[] = [];
    for (let index = 0; index < RACERS; index += 1) halves.push((await signInAs(me)).ctx);
    const code = codeOf(secret, 0, now.getTime());
    // Forgives as they go, so that the guesses of the losers do not stop the race.
    const forgiving = setInterval(() => void writeClient().rateLimit.deleteMany(), 5);
    const results = await race((index) => verifySession(at(halves[index] ?? me, now), { code }));
    clearInterval(forgiving);
    expect(successes(results)).toBe(1);
    await writeClient().rateLimit.deleteMany();
    const before = { code: codeOf(secret, -1, now.getTime()) };
    const half = (await signInAs(me)).ctx;
    await expect(verifySession(at(half, now), before)).rejects.toMatchObject({
      code: "code_wrong",
    });
  });

  test("accepts no code twice, whichever organisation's lock the races hold", async () => {
    const { secret, recoveryCodes } = await enrolTestApp(at(me, new Date(Date.now() - 120_000)));
    const now = new Date();
    const code = codeOf(secret, 0, now.getTime());
    const [recoveryCode = ""] = recoveryCodes;
    const { userId } = me;
    const apps = await race(() =>
      writeClient().$transaction((tx) => acceptTotpCode(tx, userId, code, now)),
    );
    const codes = await race(() =>
      writeClient().$transaction((tx) => consumeRecoveryCode(tx, userId, recoveryCode, now)),
    );
    for (const results of [apps, codes]) {
      const accepted = results.map((each) => each.status === "fulfilled" && each.value);
      expect(successes(results)).toBe(RACERS);
      expect(accepted.filter(Boolean)).toHaveLength(1);
    }
  });

  test("accepts no code of an app that was not confirmed", async () => {
    const { secret } = await startTotp(me);
    const now = new Date();
    const accepted = await writeClient().$transaction((tx) =>
      acceptTotpCode(tx, me.userId, codeOf(secret ?? "", 0, now.getTime()), now),
    );
    expect(accepted).toBe(false);
  });

  test("accepts a recovery code once, however it is typed, and also in a race", async () => {
    const { recoveryCodes } = await enrolTestApp(me);
    const [first = "", second = ""] = recoveryCodes;
    const half = (await signInAs(me)).ctx;
    await verifySession(half, { recoveryCode: ` ${first.toUpperCase().replaceAll("-", " ")}` });
    const halves: Context[] = [];
    for (let index = 0; index < RACERS; index += 1) halves.push((await signInAs(me)).ctx);
    const forgiving = setInterval(() => void writeClient().rateLimit.deleteMany(), 5);
    const results = await race((index) =>
      verifySession(halves[index] ?? me, { recoveryCode: second }),
    );
    clearInterval(forgiving);
    expect(successes(results)).toBe(1);
    expect(await readSecondFactor(me)).toMatchObject({ recoveryCodes: 8 });
    const used = (await actions()).filter((action) => action === "recovery_code.used");
    expect(used).toHaveLength(2);
  });

  test("knows only the person's own codes", async () => {
    const { recoveryCodes } = await enrolTestApp(me);
    await setTestPassword(organization.admin, PASSWORD);
    await enrolTestApp((await signInAs(organization.admin)).ctx);
    const half = (await signInAs(organization.admin)).ctx;
    const recoveryCode = recoveryCodes[0] ?? "";
    await expect(verifySession(half, { recoveryCode })).rejects.toMatchObject({
      issues: [{ path: "recoveryCode", code: "code_wrong" }],
    });
  });

  test("stops guessing after five, from whatever session, and lets the right code wait", async () => {
    const { secret } = await enrolTestApp(me);
    const halves = [(await signInAs(me)).ctx, (await signInAs(me)).ctx];
    const code = codeOf(secret, 40);
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => verifySession(halves[index % 2] ?? me, { code })),
    );
    const codes = tries.map((each) =>
      each.status === "rejected" ? (each.reason as { code: string }).code : "",
    );
    expect(codes.filter((one) => one === "code_wrong")).toHaveLength(5);
    expect(codes.filter((one) => one === "too_many_attempts")).toHaveLength(3);
    await expect(verifySession(halves[0] ?? me, { code: codeOf(secret) })).rejects.toMatchObject({
      code: "too_many_attempts",
    });
  });
});

describe("a fresh proof", () => {
  test("is the password where there is no second factor; a wrong one is audited", async () => {
    const old = await contextIn(me, sessionOf(me));
    await expect(proveAgain(old, { password: "wrong" })).rejects.toMatchObject({
      issues: [{ path: "password", code: "password_wrong" }],
    });
    const { sessionId } = await proveAgain(old, { password: PASSWORD });
    const { actor } = await contextIn(me, sessionId);
    expect(actor).toMatchObject({ verifiedAt: expect.any(Date) as Date });
    await expect(contextIn(me, sessionOf(me))).rejects.toMatchObject({ code: "session_ended" });
    expect((await actions()).slice(-2)).toEqual(["password.refused", "session.verified"]);
  });

  test("is never the password alone where there is one", async () => {
    const { secret, recoveryCodes } = await enrolTestApp(me);
    await expect(proveAgain(me, { password: PASSWORD })).rejects.toMatchObject({
      code: "second_factor_needed",
    });
    const { sessionId } = await proveAgain(me, { code: codeOf(secret) });
    const renewed = await contextIn(me, sessionId);
    await expect(proveAgain(renewed, { code: codeOf(secret) })).rejects.toMatchObject({
      code: "code_wrong",
    });
    await proveAgain(renewed, { recoveryCode: recoveryCodes[0] ?? "" });
  });
});

describe("recovery codes", () => {
  test("are replaced as a whole, end other sessions, and need a fresh proof", async () => {
    await expect(createRecoveryCodes(me)).rejects.toMatchObject({ code: "no_second_factor" });
    const { recoveryCodes: old } = await enrolTestApp(me);
    await expect(createRecoveryCodes(stale(me))).rejects.toMatchObject({
      code: "step_up_required",
    });
    const half = await signInAs(me);
    const { recoveryCodes: fresh } = await createRecoveryCodes(me);
    await expect(contextIn(me, half.sessionId)).rejects.toMatchObject({ code: "session_ended" });
    const next = (await signInAs(me)).ctx;
    const gone = { recoveryCode: old[0] ?? "" };
    await expect(verifySession(next, gone)).rejects.toMatchObject({ code: "code_wrong" });
    await verifySession(next, { recoveryCode: fresh?.[0] ?? "" });
  });

  test("are not kept under an Idempotency-Key", async () => {
    await enrolTestApp(me);
    const idempotency = { key: uuidv7(), requestHash: new Uint8Array(32) };
    const { recoveryCodes } = await createRecoveryCodes({ ...me, idempotency });
    expect(recoveryCodes).toHaveLength(10);
    const kept = await writeClient().idempotencyKey.findMany({ where: { key: idempotency.key } });
    expect(JSON.stringify(kept[0]?.response)).toBe('{"recoveryCodes":null}');
  });
});

describe("a password beside a second factor", () => {
  const short = "t9#Lw2@q";

  test("may be shorter, and then the factor cannot be turned off", async () => {
    const change = { currentPassword: PASSWORD, newPassword: short };
    await expect(changePassword(me, change)).rejects.toMatchObject({
      issues: [{ path: "newPassword", code: "password_too_short", params: { min: 15 } }],
    });
    await enrolTestApp(me);
    await changePassword(me, change);
    await expect(removeTotp(me)).rejects.toMatchObject({ code: "password_needs_factor" });
    expect(await readSecondFactor(me)).toMatchObject({ recoveryCodes: 10 });
    await changePassword(me, { currentPassword: short, newPassword: PASSWORD });
    await removeTotp(me);
  });

  test("has eight characters at least", async () => {
    await enrolTestApp(me);
    await expect(
      changePassword(me, { currentPassword: PASSWORD, newPassword: "zebra 7" }),
    ).rejects.toMatchObject({ issues: [{ code: "password_too_short", params: { min: 8 } }] });
  });
});
