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
import { validActions } from "#lib/testing/audit-trail.ts";
import { verifySession } from "./give-second-factor.ts";
import { consumeRecoveryCode } from "./recovery-codes.ts";
import { readSecondFactor } from "./read-second-factor.ts";
import { startTotp } from "./totp-enrolment.ts";
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

const actions = () => validActions(organization.owner);

/** Runs `act` for as many as race, without the limit that would stop most of them. */
async function race<T>(act: (index: number) => Promise<T>): Promise<PromiseSettledResult<T>[]> {
  return Promise.allSettled(Array.from({ length: RACERS }, (_, index) => act(index)));
}

const successes = (results: PromiseSettledResult<unknown>[]): number =>
  results.filter(({ status }) => status === "fulfilled").length;

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
