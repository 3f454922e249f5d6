import { expect, it } from "vitest";

import { ChecklistStore } from "./checklist-store.ts";

function storeOf(...order: string[]): ChecklistStore {
  const store = new ChecklistStore();
  store.show({ order, firstInView: () => order[0], reveal: () => undefined });
  return store;
}

it("moves from row to row and stops at the ends", () => {
  const store = storeOf("a", "b", "c");
  store.move(1, false);
  expect(store.get().activeId).toBe("a");
  store.move(1, false);
  store.move(5, false);
  expect(store.get().activeId).toBe("c");
  store.move(-1, false);
  expect(store.get().activeId).toBe("b");
});

it("goes from the search to the first row that is left, where there is one", () => {
  const store = storeOf("b", "c");
  store.move(1, false);
  store.move(1, false);
  store.goToFirst();
  expect(store.get().activeId).toBe("b");
  const empty = storeOf();
  empty.goToFirst();
  expect(empty.get().activeId).toBeNull();
});

it("starts at the first row in view", () => {
  const store = new ChecklistStore();
  const order = ["a", "b", "c"];
  store.show({ order, firstInView: () => "b", reveal: () => undefined });
  store.move(1, false);
  expect(store.get().activeId).toBe("b");
});

it("selects a range with the keyboard and shrinks it again", () => {
  const store = storeOf("a", "b", "c", "d");
  store.move(1, false);
  store.move(1, true);
  store.move(1, true);
  expect([...store.get().selected]).toEqual(["a", "b", "c"]);
  store.move(-1, true);
  expect([...store.get().selected]).toEqual(["a", "b"]);
});

it("selects a range with the mouse, upwards too, and keeps what was selected", () => {
  const store = storeOf("a", "b", "c", "d", "e");
  store.select("e", false);
  store.select("c", false);
  store.select("a", true);
  expect([...store.get().selected].sort()).toEqual(["a", "b", "c", "e"]);
});

it("selects all, then nothing", () => {
  const store = storeOf("a", "b");
  store.selectAll();
  expect(store.get().selected.size).toBe(2);
  store.selectAll();
  expect(store.get().selected.size).toBe(0);
});

it("leaves the selecting by taps together with the selection", () => {
  const store = storeOf("a", "b");
  store.set({ selectMode: true });
  store.select("a", false);
  store.select("a", false);
  expect(store.get()).toMatchObject({ selectMode: true, selected: new Set() });
  store.select("b", false);
  store.clearSelection();
  expect(store.get()).toMatchObject({ selectMode: false, selected: new Set() });
});

it("does not break when a range began at a row that is gone", () => {
  const store = storeOf("a", "b");
  store.select("gone", false);
  store.select("b", true);
  expect(store.get().selected.has("b")).toBe(true);
});
