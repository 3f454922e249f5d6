import { beforeEach, describe, expect, test } from "vitest";
import type { Context } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import {
  byToken,
  createTestOrganization,
  later,
  type TestOrganization,
  withStaleProof,
} from "#lib/testing/actors.ts";
import { validActions } from "#lib/testing/audit-trail.ts";
import {
  codeOf,
  contextIn,
  enrolTestApp,
  sessionOf,
  setTestPassword,
  signInAs,
} from "#lib/testing/sessions.ts";
import { createRecoveryCodes } from "./create-recovery-codes.ts";
import { readSecondFactor } from "./read-second-factor.ts";
import { removeTotp } from "./remove-totp.ts";
import { confirmTotp, startTotp } from "./totp-enrolment.ts";

const PASSWORD = "a perfectly fine sentence";

let organization: TestOrganization;
/** A member with a password, signed in. */
let me: Context;

beforeEach(async () => {
  organization = await createTestOrganization();
  await setTestPassword(organization.member, PASSWORD);
  me = (await signInAs(organization.member)).ctx;
});

const actions = () => validActions(organization.owner);

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
    const older = await startTotp(later(me, -0.01));
    const newer = await startTotp(me);
    const code = codeOf(older.secret ?? "");
    await expect(confirmTotp(me, { startedAt: older.startedAt, code })).rejects.toMatchObject({
      code: "totp_enrolment_replaced",
    });
    await confirmTotp(me, { startedAt: newer.startedAt, code: codeOf(newer.secret ?? "") });
  });

  test("is begun, and turned off, only with a fresh proof and in a browser", async () => {
    await expect(startTotp(withStaleProof(me))).rejects.toMatchObject({ code: "step_up_required" });
    await enrolTestApp(me);
    await expect(removeTotp(withStaleProof(me))).rejects.toMatchObject({
      code: "step_up_required",
    });
    for (const act of [startTotp, removeTotp, createRecoveryCodes, readSecondFactor]) {
      await expect(act(byToken(me))).rejects.toMatchObject({ code: "session_required" });
    }
    await removeTotp(me);
    expect(await readSecondFactor(me)).toMatchObject({ totp: null, recoveryCodes: 0 });
    await expect(removeTotp(me)).rejects.toMatchObject({ code: "totp_not_found" });
    expect((await actions()).at(-1)).toBe("second_factor.removed");
  });
});
