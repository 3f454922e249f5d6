import { expect, test } from "vitest";
import { shareLookup } from "./share-lookup.ts";

function controlled() {
  const begun: PromiseWithResolvers<number>[] = [];
  const look = () => {
    const answer = Promise.withResolvers<number>();
    begun.push(answer);
    return answer.promise;
  };
  return { begun, look };
}

test("who asks during a lookup gets the next one, together, and never the one under way", async () => {
  const { begun, look } = controlled();
  const first = shareLookup("a", look);
  const second = shareLookup("a", look);
  const third = shareLookup("a", look);
  expect(begun).toHaveLength(1);
  begun[0]?.resolve(1);
  expect(await first).toBe(1);
  await expect.poll(() => begun.length).toBe(2);
  const fourth = shareLookup("a", look);
  begun[1]?.resolve(2);
  expect(await Promise.all([second, third])).toEqual([2, 2]);
  await expect.poll(() => begun.length).toBe(3);
  begun[2]?.resolve(3);
  expect(await fourth).toBe(3);
});

test("keys do not wait for each other, and a lookup that failed is not remembered", async () => {
  const { begun, look } = controlled();
  const failing = shareLookup("b", look);
  const waiting = shareLookup("b", look);
  void shareLookup("c", look);
  expect(begun).toHaveLength(2);
  begun[0]?.reject(new Error("gone"));
  await expect(failing).rejects.toThrow("gone");
  await expect.poll(() => begun.length).toBe(3);
  begun[2]?.resolve(7);
  expect(await waiting).toBe(7);
  const later = shareLookup("b", look);
  begun[3]?.resolve(8);
  expect(await later).toBe(8);
});
