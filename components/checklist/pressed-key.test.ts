import { expect, it } from "vitest";

import { pressedKey } from "./pressed-key.ts";

const none = { shiftKey: false, metaKey: false, ctrlKey: false, altKey: false, isComposing: false };

it("names letters, with their modifiers", () => {
  expect(pressedKey({ ...none, key: "j", code: "KeyJ" })).toBe("j");
  expect(pressedKey({ ...none, key: "J", code: "KeyJ", shiftKey: true })).toBe("shift+j");
  expect(pressedKey({ ...none, key: "a", code: "KeyA", ctrlKey: true })).toBe("mod+a");
  expect(pressedKey({ ...none, key: "a", code: "KeyA", metaKey: true })).toBe("mod+a");
});

it("takes the key for the letter while Korean is typed", () => {
  expect(pressedKey({ ...none, key: "ㅓ", code: "KeyJ" })).toBe("j");
  expect(pressedKey({ ...none, key: "Process", code: "KeyX", isComposing: true })).toBe("x");
});

it("follows the layout where it is Latin", () => {
  expect(pressedKey({ ...none, key: "h", code: "KeyJ" })).toBe("h");
});

it("names keys without a letter, and leaves out shift where it made the character", () => {
  expect(pressedKey({ ...none, key: "Enter", code: "Enter" })).toBe("Enter");
  expect(pressedKey({ ...none, key: "ArrowUp", code: "ArrowUp", altKey: true })).toBe(
    "alt+ArrowUp",
  );
  expect(pressedKey({ ...none, key: "?", code: "Slash", shiftKey: true })).toBe("?");
  expect(pressedKey({ ...none, key: "/", code: "Slash" })).toBe("/");
});

it("knows nothing of a dead key", () => {
  expect(pressedKey({ ...none, key: "Process", code: "Digit1" })).toBeNull();
});
