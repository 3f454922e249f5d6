import { expect, it } from "vitest";

import { changes, inversePlans, planned } from "./inverse.ts";
import { item } from "./samples.ts";

const now = new Date("2026-11-23T00:00:00.000Z");

it("shows a claim with its author and moment", () => {
  expect(planned(item("a.1"), { claim: "done" }, "mina", now)).toMatchObject({
    claim: "done",
    claimReason: null,
    claimedBy: "mina",
    claimedAt: now.toISOString(),
  });
});

it("drops the reason of another claim and keeps that of the same", () => {
  const waived = item("a.1", { claim: "not_applicable", claimReason: "no database" });
  expect(planned(waived, { claim: "todo" }, "mina", now).claimReason).toBeNull();
  expect(planned(waived, { claim: "not_applicable" }, "mina", now)).toEqual(waived);
});

it("knows when nothing would change", () => {
  expect(changes(item("a.1"), { claim: "todo" }, now)).toBe(false);
  expect(changes(item("a.1"), { assigneeId: null }, now)).toBe(false);
  expect(changes(item("a.1"), { assigneeId: "mina" }, now)).toBe(true);
});

it("takes a bulk change back in groups of what the items were before", () => {
  const before = [
    item("a.1"),
    item("a.2", { claim: "not_applicable", claimReason: "no database" }),
    item("a.3"),
  ];
  expect(inversePlans(before, { claim: "done" })).toEqual([
    { plan: { claim: "todo", reason: "" }, itemIds: ["a.1", "a.3"] },
    { plan: { claim: "not_applicable", reason: "no database" }, itemIds: ["a.2"] },
  ]);
});

it("takes back only what was changed", () => {
  const before = [item("a.1", { dueAt: "2026-12-01T00:00:00.000Z", claim: "done" })];
  expect(inversePlans(before, { dueAt: null })).toEqual([
    { plan: { dueAt: "2026-12-01T00:00:00.000Z" }, itemIds: ["a.1"] },
  ]);
});

it("renews a claim that has expired, which nothing takes back", () => {
  const expired = item("a.1", {
    ...{ claim: "done", claimedBy: "juno", claimedAt: "2026-11-01T00:00:00.000Z", ttlDays: 7 },
  });
  const plan = { claim: "done" } as const;
  expect(changes(expired, plan, now)).toBe(true);
  expect(planned(expired, plan, "mina", now)).toMatchObject({
    ...{ claim: "done", claimedBy: "mina", claimedAt: now.toISOString() },
  });
  expect(inversePlans([expired], plan)).toEqual([]);
  const fresh = { ...expired, claimedAt: "2026-11-22T00:00:00.000Z" };
  expect(changes(fresh, plan, now)).toBe(false);
});

it("takes the days until renewal back", () => {
  const before = [item("a.1", { ttlDays: 7 }), item("a.2")];
  expect(inversePlans(before, { ttlDays: 90 })).toEqual([
    { plan: { ttlDays: 7 }, itemIds: ["a.1"] },
    { plan: { ttlDays: null }, itemIds: ["a.2"] },
  ]);
});
