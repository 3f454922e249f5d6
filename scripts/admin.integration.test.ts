import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { readSecondFactor } from "#lib/accounts/read-second-factor.ts";
import type { AuditBody } from "#lib/platform/audit/event.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { createTestOrganization } from "#lib/testing/actors.ts";
import { contextIn, enrolTestApp, signInAs } from "#lib/testing/sessions.ts";

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, "..");

const admin = (...args: string[]) =>
  run(process.execPath, ["scripts/admin.ts", ...args], { cwd: ROOT });

test("the command line resets an owner's second factor, and the audit log says that nobody was signed in", async () => {
  const { organizationId, owner } = await createTestOrganization();
  const { ctx, sessionId } = await signInAs(owner);
  await enrolTestApp(ctx);
  const { email } = await writeClient().user.findUniqueOrThrow({ where: { id: owner.userId } });
  const { stdout } = await admin("reset-2fa", email.toUpperCase());
  expect(stdout).toContain("Test owner was reset");
  expect(await readSecondFactor(ctx)).toMatchObject({ totp: null, recoveryCodes: 0 });
  await expect(contextIn(owner, sessionId)).rejects.toMatchObject({ code: "session_ended" });
  const [event] = await writeClient().auditEvent.findMany({
    where: { streamId: organizationId, action: "second_factor.reset" },
  });
  expect(JSON.parse(event?.body ?? "{}") as AuditBody).toMatchObject({
    actor: { via: "nothing" },
    subject: { type: "member", id: owner.userId },
    reason: "npm run admin -- reset-2fa",
  });
  await expect(admin("reset-2fa", email)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("no second factor") as string,
  });
});

test.each([
  [["reset-2fa", "nobody@example.test"], "no such person"],
  [["reset-2fa"], "Usage"],
  [["reset-2fa", "a@example.test", "more"], "Usage"],
  [["drop"], "Usage"],
  [["reset-2fa", "not an address"], "not an e-mail"],
])("what cannot be done is said in words: %j", async (args, words) => {
  await expect(admin(...args)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(new RegExp(words, "i")) as string,
  });
});
