import { expect, it } from "vitest";

import { findItem } from "./item-cache.ts";
import { itemAfter, pagesAfter, reactionTo, type ChangeEvent } from "./item-events.ts";
import { item, pagesOf } from "./samples.ts";

const event = (fields: Partial<ChangeEvent>): ChangeEvent => ({
  seq: 7,
  at: "2026-11-23T00:00:00.000Z",
  actorId: "mina",
  action: "item.claimed",
  subject: { type: "item", id: "a.1" },
  after: { claim: "done", claimedBy: "mina" },
  ...fields,
});

it("patches only what the event names", () => {
  const before = item("a.1", { dueAt: "2026-11-30T00:00:00.000Z" });
  expect(itemAfter(before, event({}))).toEqual({
    ...before,
    claim: "done",
    claimedBy: "mina",
    revision: 7,
  });
});

it("moves the text revision only when texts change", () => {
  const edited = event({ action: "item.edited", after: { title: "New" } });
  expect(itemAfter(item("a.1"), edited)).toMatchObject({ title: "New", textRevision: 7 });
  expect(itemAfter(item("a.1"), event({})).textRevision).toBe(1);
});

it("takes no unknown fields over", () => {
  const odd = event({ after: { claim: "done", id: "other", password: "x" } });
  expect(itemAfter(item("a.1"), odd)).toEqual({ ...item("a.1"), claim: "done", revision: 7 });
});

it("ignores an event that the item shows already", () => {
  const present = item("a.1", { revision: 7 });
  expect(itemAfter(present, event({}))).toBe(present);
});

it("ignores an event that the page was loaded after", () => {
  const data = pagesOf(7, [item("a.1")]);
  expect(pagesAfter(data, [event({})])).toBe(data);
  const older = pagesOf(6, [item("a.1")]);
  expect(findItem(pagesAfter(older, [event({})]), "a.1")?.claim).toBe("done");
});

it("takes a burst of events over in one go, of one item in their order", () => {
  const data = pagesOf(6, [item("a.1"), item("a.2")], [item("b.1")]);
  const after = pagesAfter(data, [
    event({ seq: 7 }),
    event({ seq: 8, subject: { type: "item", id: "a.2" } }),
    event({ seq: 9, after: { claim: "todo" } }),
  ]);
  expect(findItem(after, "a.1")).toMatchObject({ claim: "todo", revision: 9 });
  expect(findItem(after, "a.2")).toMatchObject({ claim: "done", revision: 8 });
  expect(after.pages[1]).toBe(data.pages[1]);
});

it("takes counts from comment and evidence events", () => {
  const added = event({ action: "comment.added", after: { commentId: "c", commentCount: 3 } });
  expect(itemAfter(item("a.1"), added)).toEqual(item("a.1", { commentCount: 3, revision: 7 }));
});

it("knows what each kind of event asks for", () => {
  expect(reactionTo(event({}))).toBe("patch");
  expect(reactionTo(event({ action: "item.moved" }))).toBe("refetch");
  expect(reactionTo(event({ action: "evidence.removed" }))).toBe("patch_and_detail");
  expect(reactionTo(event({ action: "project.edited", after: { name: "x" } }))).toBe("ignore");
  expect(reactionTo(event({ action: "project.edited", after: { startAt: "x" } }))).toBe("refetch");
  expect(reactionTo(event({ action: "project_member.set" }))).toBe("ignore");
});
