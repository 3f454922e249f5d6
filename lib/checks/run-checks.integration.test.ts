import { beforeEach, describe, expect, test } from "vitest";
import { writeClient } from "#lib/platform/db/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { InvalidError, NotFoundError } from "#lib/platform/errors.ts";
import { foundBy, itemWith, linkIntegration } from "#lib/testing/checks.ts";
import {
  createTestProject,
  expectRefused,
  recorded,
  type TestProject,
} from "#lib/testing/projects.ts";
import { dueIntegrations, findRunning, storeOutcomes } from "./check-store.ts";
import { getItemChecks, listCheckRuns } from "./queries.ts";
import { runChecks } from "./run-checks.ts";
import { updateCheckSettings } from "./update-check-settings.ts";

const CHECK = "connections.below-80pct";
const CODE = "P2.2.a.1";
const MINUTE_MS = 60_000;
const READING = { requests: [], seen: { used: 12 }, limit: { most_percent: 80 }, detail: null };

let project: TestProject;
let integrationId: string;

beforeEach(async () => {
  project = await createTestProject();
  integrationId = await linkIntegration(project, "postgres");
});

const item = (code = CODE) => itemWith(project.items, code);
const place = () => ({ projectId: project.projectId, itemId: item().id });
const checkId = async () => (await checkRow()).id;
async function checkRow() {
  const row = await db.check.findFirst({ where: { integrationId, name: CHECK } });
  if (!row) throw new Error(`There is no check ${CHECK}`);
  return row;
}
const setIntegration = (data: { pausedAt?: Date; openUntil?: Date }) =>
  writeClient().integration.update({ where: { id: integrationId }, data });

describe("running checks now", () => {
  const run = (input = {}, ctx = project.engineer) =>
    runChecks(ctx, { projectId: project.projectId, ...input });

  test("of an item makes them due, with one event however many ask at once", async () => {
    expect(await dueIntegrations(500)).not.toContain(integrationId);
    const { result, events } = await recorded(project, () =>
      Promise.all([run({ itemIds: [item().id] }), run({ itemIds: [item().id] })]),
    );
    const under = [await checkId()];
    expect(result).toMatchObject([
      { checkIds: under, waiting: [] },
      { checkIds: under, waiting: [] },
    ]);
    expect(events).toMatchObject([
      {
        action: "checks.requested",
        subject: { type: "item", id: item().id },
        after: { count: 1 },
      },
    ]);
    expect(await dueIntegrations(500)).toContain(integrationId);
  });

  test("of a group, a phase or the project takes those in scope", async () => {
    const inGroup = await run({ groupId: item().groupId });
    expect(inGroup.checkIds).toEqual([await checkId()]);
    const inPhase = await run({ groupId: item().phaseId });
    const all = await run();
    expect(inPhase.checkIds.length).toBeGreaterThan(1);
    expect(all.checkIds.length).toBeGreaterThan(inPhase.checkIds.length);
    const linked = await db.check.count({ where: { integrationId } });
    // Some help to verify items that are not in the core scope.
    expect(all.checkIds.length).toBeLessThan(linked);
  });

  test("does not ask again what has been read within ten seconds", async () => {
    await foundBy(integrationId, CHECK, "pass");
    const { result, events } = await recorded(project, () => run({ itemIds: [item().id] }));
    expect(result).toMatchObject({ checkIds: [], waiting: [] });
    expect(events).toEqual([]);
    await foundBy(integrationId, CHECK, "pass", { ranAt: new Date(Date.now() - 11_000) });
    expect((await run({ itemIds: [item().id] })).checkIds).toHaveLength(1);
  });

  test("says which integrations are left alone, and until when", async () => {
    const openUntil = new Date(Date.now() + MINUTE_MS);
    await setIntegration({ openUntil });
    expect(await run({ itemIds: [item().id] })).toMatchObject({
      checkIds: [],
      waiting: [
        { integrationId, name: "Our postgres", state: "open", until: openUntil.toISOString() },
      ],
    });
    await setIntegration({ pausedAt: new Date() });
    expect(await run()).toMatchObject({ waiting: [{ state: "paused", until: null }] });
  });

  test("is for those who work in the project, and for its own items", async () => {
    await expectRefused(project, [project.viewer], (ctx) => run({}, ctx));
    const other = await createTestProject();
    const foreign = other.items[0];
    for (const input of [{ itemIds: [foreign?.id] }, { groupId: foreign?.groupId }]) {
      await expect(run(input)).rejects.toThrow(NotFoundError);
    }
  });
});

describe("what an item's checks have read", () => {
  const read = (ctx = project.viewer) => getItemChecks(ctx, place());

  async function store(verdict: "pass" | "fail", at: Date): Promise<void> {
    const running = await findRunning(integrationId);
    if (!running) throw new Error("The integration does not run.");
    const outcome = { checkId: await checkId(), verdict, reason: null, reading: READING, at };
    await storeOutcomes(running, [outcome]);
  }

  test("is told with the rule, the integration and what else could verify it", async () => {
    await store("pass", new Date());
    const { checks, missing, attested } = await read();
    expect(checks).toMatchObject([
      {
        ...{ name: CHECK, provider: "postgres", integrationName: "Our postgres" },
        ...{ integrationState: "waiting", verdict: "pass", reading: READING },
        signal: expect.stringContaining("pg_stat_activity") as string,
      },
    ]);
    expect(attested).toBe(false);
    const ways = missing.map(({ provider, why }) => `${provider} ${why}`);
    expect(ways.every((way) => / (not_connected|not_available)$/.test(way))).toBe(true);
  });

  test("is stale once it is too old, and of an item without integrations a list of ways", async () => {
    await store("pass", new Date(Date.now() - 30 * MINUTE_MS));
    expect((await read()).checks).toMatchObject([{ verdict: "stale", reading: READING }]);
    const other = { projectId: project.projectId, itemId: item("P1.2.b.1").id };
    const { checks, missing, attested } = await getItemChecks(project.viewer, other);
    expect(checks).toEqual([]);
    expect(attested).toBe(true);
    expect(missing).toContainEqual(expect.objectContaining({ why: "attested" }));
  });

  test("stays with its history, the latest first, in pages", async () => {
    const start = Date.now() - 30 * MINUTE_MS;
    for (const [index, verdict] of (["pass", "pass", "fail", "pass"] as const).entries()) {
      await store(verdict, new Date(start + index * MINUTE_MS));
    }
    const input = { projectId: project.projectId, checkId: await checkId(), limit: 2 };
    const first = await listCheckRuns(project.viewer, input);
    expect(first.runs).toMatchObject([{ verdict: "pass" }, { verdict: "fail", runs: 1 }]);
    const rest = await listCheckRuns(project.viewer, { ...input, cursor: first.nextCursor ?? "" });
    expect(rest).toMatchObject({ runs: [{ verdict: "pass", runs: 2 }], nextCursor: null });
  });

  test("is for whoever can see the project", async () => {
    const input = { projectId: project.projectId, checkId: await checkId(), limit: 1 };
    await expectRefused(project, [], (ctx) => getItemChecks(ctx, place()));
    await expectRefused(project, [], (ctx) => listCheckRuns(ctx, input));
    const foreign = { ...input, projectId: (await createTestProject()).projectId };
    await expect(listCheckRuns(project.owner, foreign)).rejects.toThrow(NotFoundError);
  });
});

describe("a project's own figures", () => {
  const set = async (settings: Record<string, string | number>, ctx = project.lead) =>
    updateCheckSettings(ctx, { projectId: project.projectId, checkId: await checkId(), settings });
  const [field, value] = ["mostPercent", 60] as const;

  test("are stored once and let the check run at once", async () => {
    const { events } = await recorded(project, async () => {
      await set({ [field]: value });
      await set({ [field]: value });
    });
    expect(events).toMatchObject([
      {
        ...{ action: "check.changed", subject: { type: "check" } },
        ...{ before: { [`settings.${field}`]: null }, after: { [`settings.${field}`]: value } },
      },
    ]);
    const row = await checkRow();
    expect(row.settings).toEqual({ [field]: value });
    expect(row.nextRunAt.getTime()).toBeLessThanOrEqual(Date.now());
    const { checks } = await getItemChecks(project.viewer, place());
    expect(checks).toMatchObject([{ settings: { [field]: value } }]);
  });

  test("that the check does not know are refused by their names", async () => {
    const refusal = await set({ [field]: "many" }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(InvalidError);
    expect(refusal).toMatchObject({ issues: [{ path: `settings.${field}` }] });
    await expect(set({ nonsense: 1 })).rejects.toThrow(InvalidError);
  });

  test("are set by leads", async () => {
    const { viewer, engineer } = project;
    await expectRefused(project, [viewer, engineer], (ctx) => set({ [field]: value }, ctx));
  });
});
