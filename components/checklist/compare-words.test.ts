import { expect, it } from "vitest";

import { compareWords } from "./compare-words.ts";

const marked = (text: string, other: string) =>
  compareWords(text, other)
    .map((piece) => (piece.same ? piece.text : `[${piece.text.trim()}] `))
    .join("")
    .trim();

it("marks the words that the other text lacks", () => {
  expect(marked("Move all secrets to Vault", "Move secrets to Vault")).toBe(
    "Move [all] secrets to Vault",
  );
  expect(marked("a b c d", "x b c y")).toBe("[a] b c [d]");
});

it("marks nothing in equal texts and everything in different ones", () => {
  expect(compareWords("same text", "same text")).toEqual([{ text: "same text", same: true }]);
  expect(compareWords("one", "two")).toEqual([{ text: "one", same: false }]);
});

it("finds a word again behind what was put before it", () => {
  expect(marked("keep this", "well now keep this")).toBe("keep this");
});

it("loses no character", () => {
  const text = "비밀 값을\n  옮깁니다. ";
  expect(
    compareWords(text, "비밀 값은 옮깁니다")
      .map((piece) => piece.text)
      .join(""),
  ).toBe(text);
});

it("does not compare what is too long", () => {
  const long = "word ".repeat(2_000);
  expect(compareWords(long, `${long}end`)).toHaveLength(1);
});
