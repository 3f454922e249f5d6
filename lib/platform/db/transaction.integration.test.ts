import { expect, test, vi } from "vitest";
import { createTestOrganization } from "#lib/testing/actors.ts";
import { createBareProject } from "#lib/testing/bare-project.ts";
import { poolSizes, writeTransaction, type Direct, type Tx } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { db } from "./read.ts";

type Stored = { name: string; description: string };

async function setting() {
  const { organizationId } = await createTestOrganization();
  const id = await createBareProject(organizationId);
  const stored = () =>
    db.project.findFirst({ where: { id }, select: { name: true, description: true } });
  const directly = (name: string) =>
    Prisma.sql`UPDATE projects SET name = ${name} WHERE id = ${id}::uuid RETURNING name, description`;
  const byPrisma = (tx: Tx, description: string) =>
    tx.project.update({ where: { id }, data: { description } });
  return { stored, directly, byPrisma };
}

const broken = Prisma.sql`SELECT 1 / 0`;
const asBefore: Stored = { name: "Bare", description: "" };

/** Nothing may be left open: the pool's connections are all idle again. */
const allIdle = () => poolSizes().every(({ total, idle, waiting }) => total === idle && !waiting);

test("what is written directly and by Prisma is one transaction, seen from both sides", async () => {
  const { stored, directly, byPrisma } = await setting();
  await writeTransaction(async (tx, { rows, finish }) => {
    await rows(directly("Atlas"));
    expect(await byPrisma(tx, "by Prisma")).toMatchObject({ name: "Atlas" });
    const [row] = await rows<Stored>(directly("Borealis"));
    expect(row).toEqual({ name: "Borealis", description: "by Prisma" });
    expect(await stored()).toEqual(asBefore);
    await finish(directly("Corona"));
    expect(await stored()).toEqual({ name: "Corona", description: "by Prisma" });
  });
  expect(allIdle()).toBe(true);
});

test("without a last statement the transaction commits when it returns", async () => {
  const { stored, directly, byPrisma } = await setting();
  await writeTransaction(async (_tx, { rows }) => rows(directly("Atlas")));
  await writeTransaction((tx) => byPrisma(tx, "by Prisma"));
  expect(await stored()).toEqual({ name: "Atlas", description: "by Prisma" });
  expect(await writeTransaction(() => Promise.resolve("nothing sent"))).toBe("nothing sent");
  expect(allIdle()).toBe(true);
});

const failures: [string, (direct: Direct) => Promise<unknown>][] = [
  ["a statement", ({ rows }) => rows(broken)],
  ["the last statement", ({ finish }) => finish(broken)],
  ["the change itself", () => Promise.reject(new Error("division by zero"))],
];

for (const [what, fail] of failures) {
  test(`when ${what} fails, all is rolled back and the connection goes on`, async () => {
    const { stored, directly, byPrisma } = await setting();
    const failing = writeTransaction(async (tx, direct) => {
      await direct.rows(directly("Atlas"));
      await byPrisma(tx, "by Prisma");
      await fail(direct);
    });
    await expect(failing).rejects.toThrow("division by zero");
    expect(await stored()).toEqual(asBefore);
    await writeTransaction(async (_tx, { rows }) => rows(directly("Borealis")));
    expect(await stored()).toEqual({ ...asBefore, name: "Borealis" });
    expect(allIdle()).toBe(true);
  });
}

test("when the first statement of all fails, or one by Prisma, nothing stays open", async () => {
  const { stored, byPrisma } = await setting();
  await expect(writeTransaction(async (_tx, { rows }) => rows(broken))).rejects.toThrow();
  const failing = writeTransaction(async (tx) => {
    await byPrisma(tx, "by Prisma");
    await tx.$queryRaw(broken);
  });
  await expect(failing).rejects.toThrow("division by zero");
  expect(await stored()).toEqual(asBefore);
  expect(allIdle()).toBe(true);
});

test("a transaction that has ended takes no more statements", async () => {
  const { stored, directly, byPrisma } = await setting();
  let late: Direct | undefined;
  await writeTransaction(async (tx, direct) => {
    late = direct;
    await direct.rows(directly("Atlas"));
    await direct.finish(directly("Borealis"));
    await expect(direct.rows(directly("Corona"))).rejects.toThrow("has ended");
    await expect(byPrisma(tx, "late")).rejects.toThrow("has ended");
  });
  await expect(late?.rows(directly("Corona"))).rejects.toThrow("has ended");
  expect(await stored()).toEqual({ ...asBefore, name: "Borealis" });
});

test("many transactions at once each keep to their own connection", async () => {
  const settings = await Promise.all(Array.from({ length: 40 }, setting));
  await Promise.all(
    settings.map(({ directly, byPrisma }, n) =>
      writeTransaction(async (tx, { rows, finish }) => {
        await rows(directly(`first ${n}`));
        await byPrisma(tx, `description ${n}`);
        await finish(directly(`last ${n}`));
      }),
    ),
  );
  for (const [n, { stored }] of settings.entries()) {
    expect(await stored()).toEqual({ name: `last ${n}`, description: `description ${n}` });
  }
  expect(allIdle()).toBe(true);
});

test("a second copy of the code, as a bundle has one, writes through the pool of the first", async () => {
  const { stored, directly, byPrisma } = await setting();
  await writeTransaction((tx) => byPrisma(tx, "by the first"));
  vi.resetModules();
  const second = await import("./client.ts");
  expect(second.writeTransaction).not.toBe(writeTransaction);
  await second.writeTransaction(async (tx, { finish }) => {
    await byPrisma(tx, "by the second");
    await finish(directly("Atlas"));
  });
  expect(await stored()).toEqual({ name: "Atlas", description: "by the second" });
  expect(allIdle()).toBe(true);
});
