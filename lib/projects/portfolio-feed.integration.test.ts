import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import type { Context } from "#lib/platform/auth/context.ts";
import {
  createProjectActor,
  createTestOrganization,
  type TestOrganization,
} from "#lib/testing/actors.ts";
import { createTestToken, sendToRoute } from "#lib/testing/api.ts";
import { createBareProject, renameProject } from "#lib/testing/bare-project.ts";
import { portfolioEventsEndpoint } from "./contract.ts";
import { createProject } from "./create-project.ts";
import { followPortfolio } from "./portfolio-feed.ts";
import { removeProjectMember } from "./remove-project-member.ts";
import { setProjectMember } from "./set-project-member.ts";

const OTHER_PROCESS = path.resolve(import.meta.dirname, "../testing/other-process.ts");
const SOON = { timeout: 15_000, interval: 10 };

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** What somebody hears from now on; the first is there at once. */
async function heardBy(ctx: Context): Promise<string[]> {
  const marks: string[] = [];
  ends.push(await followPortfolio(ctx, null, (mark) => marks.push(mark)));
  expect(marks).toHaveLength(1);
  return marks;
}

const more = (marks: string[], count: number) =>
  vi.waitFor(() => expect(marks).toHaveLength(count), SOON);

async function setting(): Promise<TestOrganization & { projectId: string; engineer: Context }> {
  const organization = await createTestOrganization();
  const projectId = await createBareProject(organization.organizationId);
  const engineer = await createProjectActor(organization.organizationId, projectId, "engineer");
  return { ...organization, projectId, engineer };
}

test("a change is heard by those who can see the project, and by nobody else", async () => {
  const { owner, member, engineer, projectId } = await setting();
  const stranger = (await createTestOrganization()).owner;
  const [byOwner, byEngineer] = [await heardBy(owner), await heardBy(engineer)];
  const [byMember, byStranger] = [await heardBy(member), await heardBy(stranger)];
  await renameProject(owner, projectId, "Renamed");
  await Promise.all([more(byOwner, 2), more(byEngineer, 2)]);

  // The next change proves that the first one would have arrived by now.
  await renameProject(owner, projectId, "Again");
  await Promise.all([more(byOwner, 3), more(byEngineer, 3)]);
  expect([byMember, byStranger]).toMatchObject([{ length: 1 }, { length: 1 }]);
});

test("becoming a member is heard, no longer being one too, and then no more", async () => {
  const { owner, member, projectId } = await setting();
  const [byOwner, byMember] = [await heardBy(owner), await heardBy(member)];
  const { userId } = member;
  await setProjectMember(owner, { projectId, userId, role: "viewer" });
  await more(byMember, 2);
  await removeProjectMember(owner, { projectId, userId });
  await more(byMember, 3);
  expect(byMember[2]).toBe(byMember[0]);
  await more(byOwner, 3);
  await renameProject(owner, projectId, "Unseen");
  await more(byOwner, 4);
  expect(byMember).toHaveLength(3);
});

test("a new project and what then happens in it are heard", async () => {
  const { owner } = await setting();
  const marks = await heardBy(owner);
  const project = { source: "catalog", name: "New", description: "", scope: "core" } as const;
  const { id } = await createProject(owner, project);
  await more(marks, 2);
  await renameProject(owner, id, "New name");
  await more(marks, 3);
});

test("a change of another process is heard within about a second", async () => {
  const { owner, projectId } = await setting();
  const marks = await heardBy(owner);
  const args = [OTHER_PROCESS, "rename", projectId, JSON.stringify(owner), "1"];
  const child = spawn(process.execPath, args, { stdio: "ignore" });
  await once(child, "exit");
  await more(marks, 2);
});

test("many changes at once are few notices", async () => {
  const { owner, projectId } = await setting();
  const marks = await heardBy(owner);
  for (let count = 0; count < 30; count += 1) await renameProject(owner, projectId, `N${count}`);
  const changed = marks.length;
  await vi.waitFor(async () => expect(await markOf(owner)).toBe(marks.at(-1)), SOON);
  expect(changed).toBeLessThan(15);
});

test("who comes back hears at once what they missed, and nothing when that is nothing", async () => {
  const { owner, projectId } = await setting();
  const mark = await markOf(owner);
  const marks: string[] = [];
  ends.push(await followPortfolio(owner, mark, (each) => marks.push(each)));
  expect(marks).toEqual([]);
  await renameProject(owner, projectId, "Meanwhile");
  ends.push(await followPortfolio(owner, mark, (each) => marks.push(each)));
  expect(marks.length).toBeGreaterThan(0);
});

async function markOf(ctx: Context): Promise<string> {
  let found = "";
  const stop = await followPortfolio(ctx, null, (mark) => (found = mark));
  stop();
  return found;
}

test("the answer is a stream that names the mark, and says nothing of other people's projects", async () => {
  const { engineer, owner, organizationId } = await setting();
  const token = await createTestToken(engineer);
  const response = await sendToRoute(portfolioEventsEndpoint, { token });
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = "";
  while (!text.includes("event: change")) {
    text += new TextDecoder().decode((await reader.read()).value);
  }
  expect(text).toMatch(/^retry: 1000\n\nid: [0-9a-f]{64}\nevent: change\ndata: \{\}\n\n$/);
  const before = await markOf(engineer);
  await renameProject(owner, await createBareProject(organizationId), "Elsewhere");
  expect(await markOf(engineer)).toBe(before);
  await reader.cancel();
});
