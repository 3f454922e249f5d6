// `npm run demo`: fills an empty database with a sample organisation, through the application's own
// verbs with a clock that is set by hand, so that its history and audit chains are true ones.
import { db } from "#lib/platform/db/read.ts";
import { closeDatabase } from "#lib/platform/db/client.ts";
import { HistoryClock, dice } from "./demo/clock.ts";
import { startProject, workOneDay, type Running } from "./demo/history.ts";
import { createPeople, type Person } from "./demo/people.ts";
import { samples } from "./demo/projects.ts";

const DAYS = 60;

async function fill(): Promise<Person[]> {
  const clock = new HistoryClock(Date.now() - (DAYS + 1) * 86_400_000);
  const people = await createPeople(process.env.PREFLIGHT_SETUP_CODE ?? "", clock.now);
  const running: Running[] = [];
  for (let daysAgo = DAYS; daysAgo >= 0; daysAgo--) {
    for (const [index, sample] of samples.entries()) {
      if (sample.age !== daysAgo) continue;
      clock.moveTo(daysAgo, 0.2);
      running.push(await startProject(sample, people, dice(index + 1)));
    }
    for (const [index, project] of running.entries()) {
      await workOneDay(project, daysAgo, clock, dice(1_000 * daysAgo + index));
    }
    process.stderr.write(`${DAYS - daysAgo} of ${DAYS} days\n`);
  }
  return people;
}

function print(people: Person[]): void {
  const width = Math.max(...people.map((person) => person.email.length));
  process.stdout.write("Sample people; each has a password of their own:\n\n");
  for (const { email, password, name, part } of people) {
    process.stdout.write(`  ${email.padEnd(width)}  ${password}  ${name}, ${part}\n`);
  }
}

try {
  if (process.env.PREFLIGHT_DEMO_ALLOWED !== "1" || (await db.organization.count()) > 0) {
    throw new Error(
      "The sample organisation is only ever made in an empty database. Use `npm run demo`.",
    );
  }
  print(await fill());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
