// Another process of the application on the same database, for tests: follows a stream or changes a
// project, and prints a line for each event or change; or ends somebody's sessions, and prints when.
import type { Context } from "#lib/platform/auth/context.ts";
import { endMemberSessions } from "#lib/members/member-sessions.ts";
import { closeDatabase } from "#lib/platform/db/client.ts";
import { follow } from "#lib/platform/realtime/feed.ts";
import { renameProject } from "./bare-project.ts";

const [command, projectId = "", ...rest] = process.argv.slice(2);

if (command === "follow") {
  await follow(projectId, Number(rest[0]), ({ seq }) => console.log(seq));
  console.log("following");
  // The connections alone do not keep a process alive for good.
  setInterval(() => undefined, 60_000);
} else {
  const ctx = { ...(JSON.parse(rest[0] ?? "{}") as Context), now: () => new Date() };
  if (command === "end-sessions") {
    await endMemberSessions(ctx, { userId: projectId });
    console.log(Date.now());
  }
  for (let count = 0; count < Number(rest[1]); count += 1) {
    console.log(await renameProject(ctx, projectId, `From elsewhere ${count}`));
  }
  await closeDatabase();
}
