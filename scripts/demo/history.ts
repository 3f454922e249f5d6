import { addComment } from "#lib/checklist/add-comment.ts";
import { addEvidence } from "#lib/checklist/add-evidence.ts";
import { bulkUpdateItems } from "#lib/checklist/bulk-update-items.ts";
import type { Item } from "#lib/checklist/contract.ts";
import { listItems } from "#lib/checklist/queries.ts";
import { updateItem } from "#lib/checklist/update-item.ts";
import { archiveProject } from "#lib/projects/archive-project.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { setProjectMember } from "#lib/projects/set-project-member.ts";
import type { HistoryClock } from "./clock.ts";
import { comments, links, reasons } from "./notes.ts";
import type { Person } from "./people.ts";
import type { Sample } from "./projects.ts";

type Team = { owner: Person; lead: Person; engineers: Person[]; viewer: Person };

/** A project under way: its open items in the order in which they will be taken. */
export type Running = { sample: Sample; id: string; team: Team; queue: Item[]; finished: number };

type Roll = () => number;
const pick = <T>(from: readonly T[], roll: Roll): T => from[Math.floor(roll() * from.length)] as T;

/** Creates the project on its first day, with its team and everybody's share of the items. */
export async function startProject(sample: Sample, people: Person[], roll: Roll): Promise<Running> {
  const at = (index: number): Person => people[index] as Person;
  const engineers = sample.engineers.map(at);
  const team = { owner: at(0), lead: at(sample.lead), engineers, viewer: at(7) };
  const { name, description, scope } = sample;
  const { id } = await createProject(team.owner.ctx, {
    source: "catalog",
    name,
    description,
    scope,
  });
  const members = [
    { person: team.lead, role: "lead" as const },
    ...engineers.map((person) => ({ person, role: "engineer" as const })),
    { person: team.viewer, role: "viewer" as const },
  ];
  for (const { person, role } of members) {
    await setProjectMember(team.owner.ctx, { projectId: id, userId: person.ctx.userId, role });
  }
  const list = async () =>
    (await listItems(team.owner.ctx, { projectId: id, limit: 1_000 })).parse().items;
  const unassigned = await list();
  for (const [index, person] of engineers.entries()) {
    const mine = unassigned.filter((_, n) => n % (engineers.length + 1) === index);
    const itemIds = mine.map((item) => item.id);
    await bulkUpdateItems(team.lead.ctx, { projectId: id, itemIds, assigneeId: person.ctx.userId });
  }
  const items = await list();
  // Mostly from the top, as people work, with some that are easy taken early.
  const queue = items
    .map((item, n) => ({ item, order: n + roll() * items.length * 0.35 }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
  return { sample, id, team, queue, finished: 0 };
}

/** How many items are to be done by the end of the day `daysAgo`; more at first, and less on weekends. */
function goal({ sample, queue, finished }: Running, daysAgo: number): number {
  const passed = Math.max(0, sample.age - daysAgo) / Math.max(1, sample.age);
  const all = queue.length + finished;
  return Math.round(all * sample.done * (1 - (1 - passed) ** 1.6));
}

/** One day's work on a project. */
export async function workOneDay(
  project: Running,
  daysAgo: number,
  clock: HistoryClock,
  roll: Roll,
): Promise<void> {
  const wanted = goal(project, daysAgo) - project.finished;
  for (let n = 0; n < wanted && project.queue.length > 0; n++) {
    clock.moveTo(daysAgo, 0.5 + (8 * n) / wanted);
    await finishNext(project, roll);
  }
  if (daysAgo === 0 || (project.sample.archived && daysAgo === 1)) await settle(project, roll);
}

async function finishNext(project: Running, roll: Roll): Promise<void> {
  const item = project.queue.shift();
  if (!item) return;
  project.finished += 1;
  const person = workerOf(project, item, roll);
  const place = { projectId: project.id, itemId: item.id };
  if (roll() < 0.04) {
    await updateItem(project.team.lead.ctx, {
      ...place,
      claim: "not_applicable",
      reason: pick(reasons, roll),
    });
    return;
  }
  if (roll() < 0.4) await updateItem(person.ctx, { ...place, claim: "in_progress" });
  if (roll() < 0.12) await addComment(person.ctx, { ...place, body: pick(comments, roll) });
  if (roll() < 0.3) await addEvidence(person.ctx, { ...place, kind: "link", ...pick(links, roll) });
  await updateItem(person.ctx, { ...place, claim: "done" });
  // Now and then somebody looks again, and it was not.
  if (roll() < 0.03) {
    await updateItem(project.team.lead.ctx, { ...place, claim: "in_progress" });
    project.queue.splice(3, 0, item);
    project.finished -= 1;
  }
}

/** What a project looks like today: some items begun, due dates that were moved, or archived. */
async function settle(project: Running, roll: Roll): Promise<void> {
  const { id, team, sample } = project;
  if (sample.archived) {
    await archiveProject(team.owner.ctx, { projectId: id, archived: true });
    return;
  }
  for (const item of project.queue.slice(0, 3)) {
    const person = workerOf(project, item, roll);
    await updateItem(person.ctx, { projectId: id, itemId: item.id, claim: "in_progress" });
  }
  // Teams plan again what their clocks have left behind; a few stay overdue.
  const late = project.queue.slice(4).filter(() => roll() < 0.85);
  const dueAt = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  for (let n = 0; n < late.length; n += 25) {
    const itemIds = late.slice(n, n + 25).map((item) => item.id);
    await bulkUpdateItems(team.lead.ctx, { projectId: id, itemIds, dueAt: dueAt(3 + n / 5) });
  }
}

function workerOf({ team }: Running, item: Item, roll: Roll): Person {
  const assigned = team.engineers.find((person) => person.ctx.userId === item.assigneeId);
  return assigned ?? (roll() < 0.2 ? team.lead : pick(team.engineers, roll));
}
