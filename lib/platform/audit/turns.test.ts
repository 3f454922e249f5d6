import { expect, test } from "vitest";
import { inTurn } from "./turns.ts";

test("what concerns one key runs one after the other, also after a failure; other keys do not wait", async () => {
  const log: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = inTurn("a", async () => {
    await gate.promise;
    log.push("first");
    throw new Error("refused");
  });
  const second = inTurn("a", async () => log.push("second"));
  await inTurn("b", async () => log.push("other"));
  expect(log).toEqual(["other"]);
  gate.resolve();
  await expect(first).rejects.toThrow("refused");
  await second;
  await inTurn("a", async () => log.push("third"));
  expect(log).toEqual(["other", "first", "second", "third"]);
});
