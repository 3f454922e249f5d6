import { uuidv7 } from "uuidv7";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Context } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import {
  byToken,
  createTestMember,
  createTestOrganization,
  later,
  type TestOrganization,
  withStaleProof,
} from "#lib/testing/actors.ts";
import { auditTrail } from "#lib/testing/audit-trail.ts";
import { openMailBox, secretIn, type MailBox } from "#lib/testing/mail-box.ts";
import { visitor } from "#lib/testing/visitor.ts";
import { cancelEmailChange } from "./cancel-email-change.ts";
import { confirmEmailChange } from "./confirm-email-change.ts";
import { getEmailChange } from "./email-change.ts";
import { requestEmailChange } from "./request-email-change.ts";

let here: TestOrganization;
let mails: MailBox;

beforeEach(async () => {
  mails = await openMailBox();
  here = await createTestOrganization();
});
afterEach(() => mails.stop());

const base = visitor();
const HOUR = 3_600;

const userOf = ({ userId }: Context) =>
  writeClient().user.findUniqueOrThrow({ where: { id: userId } });

const actions = async ({ organizationId, userId: actorId }: Context) =>
  (await auditTrail(organizationId, { actorId })).map(({ action }) => action);

async function askForChange(ctx: Context) {
  const { email } = await userOf(ctx);
  const newEmail = `${uuidv7()}@new.example.test`;
  const change = await requestEmailChange(ctx, { newEmail });
  const old = { secret: secretIn((await mails.receive(email))[0]) };
  const fresh = { secret: secretIn((await mails.receive(newEmail))[0]) };
  return { email, newEmail, change, old, fresh };
}

test("an address changes once both have confirmed it, in either order", async () => {
  for (const first of ["old", "fresh"] as const) {
    const ctx = await createTestMember(here.organizationId, "member");
    const asked = await askForChange(ctx);
    expect(asked.change).toMatchObject({ oldConfirmed: false, newConfirmed: false });
    const waiting = first === "old" ? "waiting_for_new" : "waiting_for_old";
    const answer = { state: waiting, newEmail: asked.newEmail };
    expect(await confirmEmailChange(base, asked[first])).toEqual(answer);
    expect(await confirmEmailChange(base, asked[first])).toEqual(answer);
    expect((await userOf(ctx)).email).toBe(asked.email);
    expect((await getEmailChange(ctx)).change).toMatchObject({ newEmail: asked.newEmail });
    const second = first === "old" ? asked.fresh : asked.old;
    expect(await confirmEmailChange(base, second)).toMatchObject({ state: "done" });
    expect((await userOf(ctx)).email).toBe(asked.newEmail);
    const [notice] = await mails.receive(asked.email);
    expect(notice?.subject).toBe("The e-mail address of your account was changed");
    expect((await getEmailChange(ctx)).change).toBeNull();
    await expect(confirmEmailChange(base, second)).rejects.toMatchObject({
      code: "email_change_invalid",
    });
    expect(await actions(ctx)).toEqual([
      ...["email_change.requested", "email_change.confirmed", "email_change.completed"],
    ]);
  }
});

test("both confirmations at once change it once", async () => {
  const { old, fresh, newEmail } = await askForChange(here.member);
  const answers = await Promise.all([
    confirmEmailChange(base, old),
    confirmEmailChange(base, fresh),
  ]);
  expect(answers.filter(({ state }) => state === "done")).toHaveLength(1);
  expect((await userOf(here.member)).email).toBe(newEmail);
});

test("links end after a day, when the change is given up, and when another one is asked for", async () => {
  const invalid = { code: "email_change_invalid" };
  const first = await askForChange(here.member);
  await expect(confirmEmailChange(later(base, 25 * HOUR), first.old)).rejects.toMatchObject(
    invalid,
  );
  const second = await askForChange(here.member);
  await expect(confirmEmailChange(base, first.old)).rejects.toMatchObject(invalid);
  await confirmEmailChange(base, second.old);
  await cancelEmailChange(here.member);
  await expect(confirmEmailChange(base, second.fresh)).rejects.toMatchObject(invalid);
  await expect(cancelEmailChange(here.member)).rejects.toMatchObject({
    code: "email_change_not_found",
  });
  expect((await userOf(here.member)).email).toBe(first.email);
});

test("it takes a fresh proof, an address that is free, allowed, and not the present one", async () => {
  const { email } = await userOf(here.admin);
  const own = await userOf(here.member);
  const ask = (ctx: Context, newEmail: string) => requestEmailChange(ctx, { newEmail });
  const issue = (code: string) => ({ issues: [{ path: "newEmail", code }] });
  await expect(ask(withStaleProof(here.member), "a@example.test")).rejects.toMatchObject({
    code: "step_up_required",
  });
  await expect(ask(byToken(here.member), "a@example.test")).rejects.toMatchObject({
    code: "session_required",
  });
  await expect(ask(here.member, email)).rejects.toMatchObject(issue("email_taken"));
  await expect(ask(here.member, own.email)).rejects.toMatchObject(issue("email_same"));
  await writeClient().organizationPolicy.create({
    data: { organizationId: here.organizationId, emailDomains: ["example.test"] },
  });
  const elsewhere = ask(here.member, "a@elsewhere.test");
  await expect(elsewhere).rejects.toMatchObject(issue("email_domain_not_allowed"));
  await writeClient().member.updateMany({
    where: { userId: here.member.userId },
    data: { provisioned: true },
  });
  await expect(ask(here.member, "a@example.test")).rejects.toMatchObject({
    code: "managed_by_directory",
  });
});

test("an address that was taken in the meantime is not taken over", async () => {
  const { old, fresh, newEmail, email } = await askForChange(here.member);
  await confirmEmailChange(base, old);
  await writeClient().user.update({
    where: { id: here.admin.userId },
    data: { email: newEmail },
  });
  await expect(confirmEmailChange(base, fresh)).rejects.toMatchObject({ code: "email_taken" });
  expect((await userOf(here.member)).email).toBe(email);
});
