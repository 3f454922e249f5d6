import { afterEach, beforeEach, expect, test } from "vitest";
import type { Context } from "#lib/platform/auth/context.ts";
import { identifyToken } from "#lib/platform/auth/authenticate.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { getProjectBurnUp } from "#lib/reports/burn-up.ts";
import { getProjectReport } from "#lib/reports/queries.ts";
import { createTestOrganization } from "#lib/testing/actors.ts";
import { auditTrail } from "#lib/testing/audit-trail.ts";
import { createTestSession, createTestToken, sendToRoute } from "#lib/testing/api.ts";
import { createBareProject } from "#lib/testing/bare-project.ts";
import { openMailBox, type MailBox } from "#lib/testing/mail-box.ts";
import { contextIn } from "#lib/testing/sessions.ts";
import { updateMeEndpoint } from "./contract.ts";
import { getMe } from "./queries.ts";
import { sendResetLink } from "./request-password-reset.ts";
import { updateMe } from "./update-me.ts";

let owner: Context;
let mails: MailBox;
beforeEach(async () => {
  ({ owner } = await createTestOrganization());
  mails = await openMailBox();
});
afterEach(() => mails.stop());

const events = () => auditTrail(owner.organizationId, { action: "member.changed" });

test("a chosen time zone is kept with the account, in every session, and audited without its value", async () => {
  expect((await getMe(owner)).user.timeZone).toBeNull();
  const me = await updateMe(owner, { timeZone: "Asia/Seoul" });
  expect(me.user.timeZone).toBe("Asia/Seoul");
  expect((await getMe(owner)).user).toEqual(me.user);
  const { sessionId } = await createTestSession(owner);
  expect((await contextIn(owner, sessionId)).timeZone).toBe("Asia/Seoul");
  expect((await identifyToken(await createTestToken(owner))).timeZone).toBe("Asia/Seoul");

  await updateMe(owner, { name: "Grace" });
  await updateMe(owner, { timeZone: "Asia/Seoul" });
  expect((await getMe(owner)).user.timeZone).toBe("Asia/Seoul");
  await updateMe(owner, { timeZone: null });
  expect((await contextIn(owner, sessionId)).timeZone).toBeNull();
  expect((await events()).map(({ after }) => after)).toEqual([
    { changed: ["timeZone"] },
    { changed: ["name"] },
    { changed: ["timeZone"] },
  ]);
});

test.each(["Mars/Olympus", "+09:00", "", "Asia/Seoul; DROP", "A".repeat(65)])(
  "%j is no time zone",
  async (timeZone) => {
    const token = await createTestToken(owner);
    const response = await sendToRoute(updateMeEndpoint, { token, body: { timeZone } });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ errors: [{ path: "timeZone" }] });
    expect((await getMe(owner)).user.timeZone).toBeNull();
  },
);

test("the days of a report are those of the chosen zone, where the request names none", async () => {
  const projectId = await createBareProject(owner.organizationId);
  const inSeoul = { ...owner, timeZone: "Asia/Seoul" };
  expect((await getProjectReport(inSeoul, { projectId })).timeZone).toBe("Asia/Seoul");
  expect((await getProjectBurnUp(inSeoul, { projectId })).timeZone).toBe("Asia/Seoul");
  expect((await getProjectReport(owner, { projectId })).timeZone).toBe("UTC");
  const asked = await getProjectReport(inSeoul, { projectId, timeZone: "Europe/Paris" });
  expect([asked.timeZone, asked.burnUp.timeZone]).toEqual(["Europe/Paris", "Europe/Paris"]);
});

test("times in mails are those of the chosen zone, else of UTC, and say so", async () => {
  const { email } = await writeClient().user.findUniqueOrThrow({ where: { id: owner.userId } });
  const at = { ...owner, now: () => new Date("2026-12-01T15:30:00Z") };
  await sendResetLink(at, email);
  const [first] = await mails.receive(email);
  expect(first?.text).toContain("December 1, 2026 at 4:30 PM UTC");
  await updateMe(owner, { timeZone: "Asia/Seoul" });
  await sendResetLink(at, email);
  const [second] = await mails.receive(email);
  expect(second?.text).toContain("December 2, 2026 at 1:30 AM (Asia/Seoul)");
});
