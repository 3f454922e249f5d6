import { expect, test } from "vitest";
import { changedFields, tellingFields } from "./changed-fields.ts";
import { countNew } from "./count-new.ts";
import { mergeChains } from "./merge-chains.ts";

const event = {
  before: { claimedAt: null, claim: "todo", claimReason: null },
  after: { claimedAt: "2026-03-01T00:00:00Z", claim: "done", claimReason: null, custom: 1 },
};

test("fields stand with the telling ones first and bookkeeping last", () => {
  expect(changedFields(event).map(({ name }) => name)).toEqual([
    "claim",
    "claimReason",
    "custom",
    "claimedAt",
  ]);
});

test("a list shows telling fields that have a value on either side", () => {
  expect(tellingFields(event)).toEqual([{ name: "claim", before: "todo", after: "done" }]);
});

test("what checks say, and after how many days a claim is renewed, are told in the list", () => {
  const judged = { before: { verdict: "pass" }, after: { verdict: "fail", verdictReason: null } };
  expect(tellingFields(judged)).toEqual([{ name: "verdict", before: "pass", after: "fail" }]);
  const sameForAnotherReason = { before: { verdict: "fail" }, after: { verdict: "fail" } };
  expect(tellingFields(sameForAnotherReason)).toEqual([]);
  const aged = { before: { ttlDays: null }, after: { ttlDays: 90 } };
  expect(tellingFields(aged)).toEqual([{ name: "ttlDays", before: null, after: 90 }]);
});

test("an event of creation or removal has one side only", () => {
  expect(tellingFields({ before: { role: "lead" }, after: null })).toEqual([
    { name: "role", before: "lead", after: undefined },
  ]);
  expect(changedFields({ before: null, after: null })).toEqual([]);
});

test("new events are those before the one that was the newest", () => {
  const events = [3, 2, 1].map((seq) => ({ stream: "a", seq }));
  expect(countNew(events, { stream: "a", seq: 1 })).toBe(2);
  expect(countNew(events, { stream: "a", seq: 3 })).toBe(0);
  expect(countNew(events, { stream: "b", seq: 1 })).toBe(0);
  expect(countNew(events, null)).toBe(3);
});

test("what is found of a chain in two steps adds up", () => {
  const chain = {
    stream: "a",
    project: null,
    valid: true,
    events: 3,
    hash: "00",
    firstBadSeq: null,
    reason: null,
  };
  const rest = { ...chain, events: 2, hash: "01" };
  const other = { ...chain, stream: "b" };
  expect(mergeChains([chain], [rest, other])).toEqual([{ ...rest, events: 5 }, other]);
});
