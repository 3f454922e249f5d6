import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { text } from "node:stream/consumers";
import { beforeEach, expect, test } from "vitest";
import { endSession } from "#lib/accounts/end-sessions.ts";
import { endMemberSessions } from "#lib/members/member-sessions.ts";
import { removeMember } from "#lib/members/remove-member.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { openEventStreams } from "#lib/platform/realtime/event-stream.ts";
import { updatePolicy } from "#lib/policy/update-policy.ts";
import {
  createProjectActor,
  createTestOrganization,
  type TestOrganization,
} from "#lib/testing/actors.ts";
import { createTestSession, createTestToken, sendToRoute } from "#lib/testing/api.ts";
import { createDirectory } from "#lib/testing/scim.ts";
import { createBareProject, renameProject } from "#lib/testing/bare-project.ts";
import { revokeToken } from "#lib/tokens/revoke-token.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { portfolioEventsEndpoint, projectEventsEndpoint } from "#lib/projects/contract.ts";

const OTHER_PROCESS = path.resolve(import.meta.dirname, "testing/other-process.ts");
// A second is what is promised; the rest is for a busy machine. Nothing else ends a stream this soon.
const SOON_MS = 5_000;

type Here = TestOrganization & { projectId: string; engineer: Context };
let here: Here;
beforeEach(async () => {
  const organization = await createTestOrganization();
  const projectId = await createBareProject(organization.organizationId);
  const engineer = await createProjectActor(organization.organizationId, projectId, "engineer");
  here = { ...organization, projectId, engineer };
});

type How = { headers?: Record<string, string>; token?: string };
type Stream = { chunks: string[]; ended: Promise<number> };

/** Opens a project's stream, or that of all projects; `ended` tells when it did. */
async function open(how: How, of: "project" | "projects" = "project"): Promise<Stream> {
  const endpoint = of === "project" ? projectEventsEndpoint : portfolioEventsEndpoint;
  const params: Record<string, string> = of === "project" ? { projectId: here.projectId } : {};
  const response = await sendToRoute(endpoint, { ...how, params });
  expect(response.status).toBe(200);
  const chunks: string[] = [];
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) chunks.push(decoder.decode(chunk));
    return Date.now();
  };
  return { chunks, ended: read() };
}

/** Both streams of one reader. */
const openBoth = (how: How) => Promise.all([open(how), open(how, "projects")]);

async function expectEndWithin(streams: Stream[], since: number): Promise<void> {
  for (const { ended } of streams) expect((await ended) - since).toBeLessThanOrEqual(SOON_MS);
}

test("the streams of a session end within a second of it, and no others", async () => {
  const [ended, kept] = [
    await createTestSession(here.engineer),
    await createTestSession(here.engineer),
  ];
  const streams = await openBoth(ended);
  const other = await open(kept);
  await endSession(here.engineer, { sessionId: ended.sessionId });
  await expectEndWithin(streams, Date.now());
  expect(openEventStreams()).toBe(1);
  await renameProject(here.owner, here.projectId, "Still heard");
  await expect.poll(() => other.chunks.join("")).toContain("Still heard");
  await endMemberSessions(here.admin, { userId: here.engineer.userId });
  await expectEndWithin([other], Date.now());
});

test("the streams of a token end within a second of its revocation", async () => {
  const token = await createTestToken(here.engineer);
  const streams = await openBoth({ token });
  const { userId } = here.engineer;
  const { id: tokenId } = await writeClient().apiToken.findFirstOrThrow({ where: { userId } });
  await revokeToken(here.engineer, { tokenId });
  await expectEndWithin(streams, Date.now());
});

test("the streams of a person who is removed end within a second", async () => {
  const session = await createTestSession(here.engineer);
  const token = await createTestToken(here.engineer);
  const streams = [...(await openBoth(session)), ...(await openBoth({ token }))];
  await removeMember(here.admin, { userId: here.engineer.userId });
  await expectEndWithin(streams, Date.now());
});

test("the streams of a person whom the directory deactivates end within a second", async () => {
  const scim = await createDirectory(here.owner);
  const session = await createTestSession(here.engineer);
  const token = await createTestToken(here.engineer);
  const streams = [...(await openBoth(session)), ...(await openBoth({ token }))];
  const operations = [{ op: "replace", value: { active: false } }];
  const { status } = await scim("PATCH", `/Users/${here.engineer.userId}`, {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    Operations: operations,
  });
  expect(status).toBe(200);
  await expectEndWithin(streams, Date.now());
});

test("a session that ends without an event of its organisation takes its streams with it as well", async () => {
  const { sessionId, headers } = await createTestSession(here.engineer);
  const streams = await openBoth({ headers });
  // As a change of password in another organisation of the person does.
  await writeClient().session.update({
    where: { id: sessionId },
    data: { revokedAt: new Date() },
  });
  await expectEndWithin(streams, Date.now());
});

test("a policy that somebody does not meet ends their streams within a second", async () => {
  const streams = await openBoth(await createTestSession(here.engineer));
  await updatePolicy(here.owner, { secondFactor: "everyone", graceDays: 0 });
  await expectEndWithin(streams, Date.now());
});

test("a session that another process ends takes its streams here with it, within a second", async () => {
  const streams = await openBoth(await createTestSession(here.engineer));
  const admin = JSON.stringify(here.admin);
  const child = spawn(
    process.execPath,
    [OTHER_PROCESS, "end-sessions", here.engineer.userId, admin],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const [said] = await Promise.all([text(child.stdout), once(child, "exit")]);
  expect(said).toMatch(/^\d+\n/);
  await expectEndWithin(streams, Number.parseInt(said, 10));
});

test("a stream goes on behind the event that Last-Event-ID names, whatever its address says", async () => {
  const token = await createTestToken(here.engineer);
  for (const name of ["First", "Second", "Third"]) {
    await renameProject(here.owner, here.projectId, name);
  }
  const where = { id: here.projectId };
  const { revision } = await writeClient().project.findUniqueOrThrow({ where });
  const names = async (lastEventId: string): Promise<string[]> => {
    const response = await sendToRoute(projectEventsEndpoint, {
      ...{ token, params: { projectId: here.projectId } },
      query: { after: String(revision - 3) },
      headers: { "last-event-id": lastEventId },
    });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    let heard = "";
    while (!heard.includes("Third")) {
      heard += new TextDecoder().decode((await reader.read()).value);
    }
    await reader.cancel();
    return ["First", "Second", "Third"].filter((name) => heard.includes(name));
  };
  expect(await names(String(revision - 1))).toEqual(["Third"]);
  expect(await names(String(revision - 2))).toEqual(["Second", "Third"]);
  expect(await names("nonsense")).toEqual(["First", "Second", "Third"]);
});
