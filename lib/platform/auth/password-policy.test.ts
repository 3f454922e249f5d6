import { beforeEach, expect, test, vi } from "vitest";
import { InvalidError } from "#lib/platform/errors.ts";
import { isCommonPassword, isCommonShortPassword } from "./common-passwords.ts";
import { assertGoodPassword } from "./password-policy.ts";

// Passing all other rules, a password is looked up where the settings say.
beforeEach(() => {
  vi.stubEnv("DATABASE_URL", "postgres://nobody@localhost/none");
  vi.stubEnv("PREFLIGHT_SECRET", "x".repeat(32));
});

const owner = { name: "Ada Lovelace", email: "ada.lovelace@example.com" };

async function refusal(password: string): Promise<string | undefined> {
  try {
    await assertGoodPassword(password, owner, "password");
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
])("a password that takes thought is accepted: %s", async (password) => {
  expect(await refusal(password)).toBeUndefined();
});

test("fifteen characters are enough and fourteen are not, counted as people count", async () => {
  expect(await refusal("zebra cliff moo")).toBeUndefined();
  expect(await refusal("zebra cliff mo")).toBe("password_too_short");
  expect(await refusal("🦓🦓 cliff 🐄")).toBe("password_too_short");
});

test("beside a second factor eight characters are enough and seven are not", async () => {
  const guarded = { ...owner, secondFactor: true };
  await assertGoodPassword("t9#Lw2@q", guarded, "password");
  await expect(assertGoodPassword("t9#Lw2@", guarded, "password")).rejects.toThrow(InvalidError);
  expect(await refusal("t9#Lw2@q")).toBe("password_too_short");
});

test.each([
  ...["password", "p@ssw0rd", "passw0rd1", "pass1234", "trustno1", "letmein1", "Welcome1!"],
  ...["12345678", "abc12345", "aaaaaaaa", "abababab", "qwerty12", "1q2w3e4r", "Summer2024!"],
])("a short password that everybody tries is refused beside a second factor, too: %s", (one) => {
  expect(isCommonShortPassword(one)).toBe(true);
});

test.each(["t9#Lw2@q", "kzv-81mw", "zebra moo 7", "오늘비옴책읽음"])(
  "a short one that takes thought is accepted: %s",
  (one) => {
    expect(isCommonShortPassword(one)).toBe(false);
  },
);

test("a password made of the own name or address is refused", async () => {
  expect(await refusal("ada.lovelace@example.com")).toBe("password_personal");
  expect(await refusal("AdaLovelace1815!")).toBe("password_personal");
  expect(await refusal("Ada Lovelace walks at dawn")).toBeUndefined();
});
