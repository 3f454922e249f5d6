import { beforeEach, describe, expect, test } from "vitest";
import { writeClient } from "#lib/platform/db/client.ts";
import { db, readRows } from "#lib/platform/db/read.ts";
import { createTestProject, type TestProject } from "#lib/testing/projects.ts";
import { createWatchedProject } from "#lib/testing/widgets.ts";
import type { WidgetRange } from "./choices.ts";
import type { Widget } from "./contract.ts";
import { pruneSamples, rollSamples } from "./jobs.ts";
import { bucketSeconds, livePage } from "./live-sql.ts";
import { readLivePage } from "./queries.ts";
import { storeReading } from "./signal-store.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let project: TestProject;
let widget: Widget;

beforeEach(async () => {
  ({ project, widget } = await createWatchedProject());
});

const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);
const run = (job: typeof rollSamples) => job.run(new AbortController().signal);
const page = (range: WidgetRange = "24h") =>
  readLivePage(project.viewer, { projectId: project.projectId, range, overview: false });
const signal = async (range?: WidgetRange) => (await page(range)).signals[0];

/** One sample a minute over `length`, the value being the number of its minute. */
async function fill(length: number, series = ""): Promise<void> {
  await writeClient().$executeRaw`
    INSERT INTO samples (signal_id, series, at, value)
    SELECT ${widget.signalId}::uuid, ${series}, now() - make_interval(mins => n), n
    FROM generate_series(0, ${length / 60_000 - 1}::int) n`;
}

describe("the samples of a range", () => {
  test.each(["1h", "6h", "24h"] as const)(
    "come as at most 120 points a line over %s, with their mean, lowest and highest",
    async (range) => {
      await fill(DAY);
      const points = (await signal(range))?.lines[0]?.points ?? [];
      const width = bucketSeconds(range);
      expect(points.length).toBeGreaterThan(range === "1h" ? 50 : 100);
      expect(points.length).toBeLessThanOrEqual(120);
      for (const [at, mean, lowest, highest] of points) {
        expect(at % width).toBe(0);
        expect(highest - lowest).toBeLessThan(width / 60 + 1);
        expect(mean).toBeGreaterThanOrEqual(lowest);
        expect(mean).toBeLessThanOrEqual(highest);
      }
    },
  );

  test.each(["7d", "30d", "90d"] as const)(
    "are the same over %s whether they are rolled up to hours or not yet",
    async (range) => {
      await fill(3 * DAY);
      const before = (await signal(range))?.lines;
      expect(before?.[0]?.points.length).toBeGreaterThan(3);
      const first = await run(rollSamples);
      expect(first.hours).toBeGreaterThanOrEqual(72);
      expect((await signal(range))?.lines).toEqual(before);
      await run(rollSamples);
      expect((await signal(range))?.lines).toEqual(before);
    },
  );

  test("stay for 180 days as hours when the samples go after 14", async () => {
    const { signalId } = widget;
    const sample = { signalId, series: "", value: 5 };
    await writeClient().sample.createMany({
      data: [
        { ...sample, at: ago(20 * DAY) },
        { ...sample, at: ago(2 * DAY) },
      ],
    });
    const hour = { signalId, series: "", minimum: 1, maximum: 1, total: 1, count: 1 };
    await writeClient().hourlySample.create({ data: { ...hour, hour: ago(181 * DAY) } });
    await run(rollSamples);
    expect(await run(pruneSamples)).toEqual({ samples: 1, hours: 1 });
    expect((await signal("30d"))?.lines[0]?.points).toHaveLength(2);
    expect(await db.sample.count({ where: { signalId } })).toBe(1);
  });

  test("are rolled up and shown whatever one from a clock that is ahead says", async () => {
    const { signalId } = widget;
    await storeReading(signalId, { value: 1 }, new Date(Date.now() + 2 * DAY));
    await storeReading(signalId, { value: 2 }, ago(1_000));
    expect(await signal()).toMatchObject({ state: "fresh", value: 2 });
    await writeClient().sample.deleteMany({ where: { at: { lt: new Date() } } });
    await run(rollSamples);
    await fill(DAY);
    const before = (await signal("7d"))?.lines;
    expect(before?.[0]?.points.length).toBeGreaterThan(10);
    expect((await run(rollSamples)).hours).toBeGreaterThanOrEqual(24);
    expect((await signal("7d"))?.lines).toEqual(before);
  });

  test("go only when they are in their hours, however long no worker was there", async () => {
    const { signalId } = widget;
    const at = ago(15 * DAY);
    await writeClient().sample.create({ data: { signalId, series: "", value: 5, at } });
    expect(await run(pruneSamples)).toMatchObject({ samples: 0 });
    await storeReading(signalId, { value: 6 }, new Date());
    await run(rollSamples);
    expect(await run(pruneSamples)).toMatchObject({ samples: 1 });
    expect((await signal("30d"))?.lines[0]?.points).toHaveLength(2);
  });

  test("are nobody's in another organisation", async () => {
    const other = await createTestProject();
    const { projectId } = project;
    const { organizationId } = other;
    const selection = { organizationId, projectId, range: "24h", overview: false } as const;
    const [read] = await readRows<{ text: string }>(livePage({ ...selection, now: new Date() }));
    expect(JSON.parse(read?.text ?? "")).toMatchObject({
      ...{ widgets: [], signals: [], integrations: [] },
    });
  });

  test("are found by index, whatever other signals have", async () => {
    await fill(2 * DAY);
    await fill(2 * DAY, "b");
    await writeClient().$executeRaw`ANALYZE samples`;
    const { organizationId, projectId } = project;
    for (const range of ["24h", "30d"] as const) {
      const selection = { organizationId, projectId, range, overview: false, now: new Date() };
      const { text, values } = livePage(selection);
      const plan = await writeClient().$queryRawUnsafe<Record<string, string>[]>(
        `EXPLAIN ${text}`,
        ...values,
      );
      const lines = plan.map((row) => row["QUERY PLAN"]).join("\n");
      expect(lines).toContain("samples_pkey");
      expect(lines).not.toContain("Seq Scan on samples");
      expect(lines).not.toContain("Seq Scan on hourly_samples");
    }
  });
});
