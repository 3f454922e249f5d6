import { uuidv7 } from "uuidv7";
import { beforeEach, describe, expect, test } from "vitest";
import type { Context } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import {
  createTestOrganization,
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
import { changePassword } from "./change-password.ts";
import { createRecoveryCodes } from "./create-recovery-codes.ts";
import { verifySession } from "./give-second-factor.ts";
import { readSecondFactor } from "./read-second-factor.ts";
import { removeTotp } from "./remove-totp.ts";
import { proveAgain } from "./step-up.ts";

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
    await expect(createRecoveryCodes(withStaleProof(me))).rejects.toMatchObject({
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
