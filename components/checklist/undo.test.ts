import { expect, it } from "vitest";

import { UndoStack } from "./undo.ts";

const entry = (label: string, until: number) => ({ label, until, undo: () => undefined });

it("takes changes back from the newest to the oldest", () => {
  const stack = new UndoStack();
  stack.push(entry("first", 100));
  stack.push(entry("second", 100));
  expect(stack.pop(50)?.label).toBe("second");
  expect(stack.pop(50)?.label).toBe("first");
  expect(stack.pop(50)).toBeUndefined();
});

it("forgets what is too old", () => {
  const stack = new UndoStack();
  stack.push(entry("old", 100));
  stack.push(entry("new", 200));
  expect(stack.newest(150)?.label).toBe("new");
  expect(stack.newest(250)).toBeUndefined();
});

it("drops a change that the server refused", () => {
  const stack = new UndoStack();
  const refused = entry("refused", 100);
  stack.push(entry("kept", 100));
  stack.push(refused);
  stack.drop(refused);
  expect(stack.pop(50)?.label).toBe("kept");
});
