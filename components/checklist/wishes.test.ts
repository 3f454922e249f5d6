import { expect, it, vi } from "vitest";

import { item } from "./samples.ts";
import { wished, Wishes, type Wish } from "./wishes.ts";

const claim = (value: "done" | "in_progress", ...ids: string[]): Wish => ({
  itemIds: new Set(ids),
  apply: (each) => ({ ...each, claim: value }),
});

it("shows an item as it was wished last, and others as they are", () => {
  const all = [claim("done", "a.1"), claim("in_progress", "a.1", "a.2")];
  expect(wished(item("a.1"), all).claim).toBe("in_progress");
  const other = item("b.1");
  expect(wished(other, all)).toBe(other);
});

it("shows the truth again when a wish is gone, whatever has happened to it meanwhile", () => {
  const store = new Wishes();
  const refused = claim("done", "a.1");
  store.add(refused);
  expect(wished(item("a.1"), store.get()).claim).toBe("done");
  store.drop(refused);
  const changedByOthers = item("a.1", { claim: "in_progress", revision: 9 });
  expect(wished(changedByOthers, store.get())).toBe(changedByOthers);
});

it("tells those who watch", () => {
  const store = new Wishes();
  const listener = vi.fn();
  const stop = store.subscribe(listener);
  store.add(claim("done", "a.1"));
  stop();
  store.add(claim("done", "a.1"));
  expect(listener).toHaveBeenCalledOnce();
});
