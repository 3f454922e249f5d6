import { expect, test } from "vitest";
import { InvalidError } from "#lib/platform/errors.ts";
import { isCommonPassword } from "./common-passwords.ts";
import { assertGoodPassword } from "./password-policy.ts";

const owner = { name: "Ada Lovelace", email: "ada.lovelace@example.com" };

function refusal(password: string): string | undefined {
  try {
    assertGoodPassword(password, owner, "password");
    return undefined;
  } catch (error) {
    return error instanceof InvalidError ? error.issues[0]?.code : "another error";
  }
}

test.each([
  "passwordpassword",
  "Password1234567890",
  "1234567890123456",
  "qwertyuiop12345",
  "1qaz2wsx3edc4rfv",
  "q1w2e3r4t5y6u7i8o9p0",
  "aaaaaaaaaaaaaaaaaaa",
  "kitekitekitekitekite",
  "!!!!!!!!!!!!!!!!!!!!",
  "iloveyou-1234567890",
  "Summer2024!!!!!!!",
  "correct horse battery staple",
  "111222333444555",
  "12345678987654321",
  "비밀번호비밀번호비밀번호비밀번호",
])("a password that everybody tries is refused: %s", (password) => {
  expect(isCommonPassword(password)).toBe(true);
});

test.each([
  "correct horse battery staple 42",
  "a perfectly fine sentence",
  "monkeys never eat dragons",
  "오늘은 비가 와서 집에서 책을 읽었다",
  "k3#mQz!v9Lp2@xWt",
  "velvet-anchor-ribbon-cactus",
])("a password that takes thought is accepted: %s", (password) => {
  expect(refusal(password)).toBeUndefined();
});

test("fifteen characters are enough and fourteen are not, counted as people count", () => {
  expect(refusal("zebra cliff moo")).toBeUndefined();
  expect(refusal("zebra cliff mo")).toBe("password_too_short");
  expect(refusal("🦓🦓 cliff 🐄")).toBe("password_too_short");
});

test("a password made of the own name or address is refused", () => {
  expect(refusal("ada.lovelace@example.com")).toBe("password_personal");
  expect(refusal("AdaLovelace1815!")).toBe("password_personal");
  expect(refusal("Ada Lovelace walks at dawn")).toBeUndefined();
});
