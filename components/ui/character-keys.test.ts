import { expect, it } from "vitest";

import { areCharacterKeys } from "./character-keys.ts";

it("takes letters, digits and symbols for characters, with or without the shift key", () => {
  for (const keys of [["X"], ["?"], ["["], ["/"], ["1"], ["⇧", "J"], ["G", "H"]]) {
    expect(areCharacterKeys(keys), keys.join(" ")).toBe(true);
  }
});

it("leaves arrows, named keys and whatever goes with a modifier", () => {
  for (const keys of [["↓"], ["⇧", "↓"], ["↵"], ["Esc"], ["F6"], ["⌘", "K"], ["Ctrl", "A"]]) {
    expect(areCharacterKeys(keys), keys.join(" ")).toBe(false);
  }
  expect(areCharacterKeys(["Alt", "↑"])).toBe(false);
});
