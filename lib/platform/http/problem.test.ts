import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { InvalidError, RateLimitedError } from "#lib/platform/errors.ts";
import { sayer } from "#lib/platform/i18n/say.ts";
import { email, line, password, prose } from "./fields.ts";
import { toInvalidError, toProblem } from "./problem.ts";

const schema = z.strictObject({ name: line(5), email, text: prose(5), password });
const good = { name: "Ada", email: "ada@example.com", text: "", password: "x" };

async function told(input: Record<string, unknown>, locale: "en" | "ko" = "en") {
  const { error } = schema.safeParse({ ...good, ...input });
  const problem = await toProblem(error ? toInvalidError(error, locale) : null, "id", locale);
  return problem.errors?.map(({ path, code, message }) => [path, code, message]);
}

test("people are told in our words what a field lacks, in their language", async () => {
  expect(await told({ name: " ", email: "" })).toEqual([
    ["name", "required", "Fill this in."],
    ["email", "required", "Fill this in."],
  ]);
  expect(await told({ email: "ada" }, "ko")).toEqual([
    ["email", "not_an_email", expect.stringContaining("이메일 주소 형식이 아닙니다") as string],
  ]);
});

test("a limit is told as it is, however much too long the text was", async () => {
  for (const text of ["123456", "x".repeat(10_000)]) {
    const message = "Use at most 5 characters.";
    expect(await told({ name: text })).toEqual([["name", "too_long", message]]);
    expect(await told({ text })).toEqual([["text", "too_long", message]]);
  }
});

test("what cannot be stored and what is no line is refused by name", async () => {
  expect((await told({ name: "a\u0000" }))?.map(([, code]) => code)).toEqual(["not_text"]);
  expect((await told({ text: "\ud800" }))?.map(([, code]) => code)).toEqual(["not_text"]);
  expect((await told({ name: "a\tb" }))?.map(([, code]) => code)).toEqual(["not_a_line"]);
});

test("what is missing is asked for, and what has another form is not called a broken line", async () => {
  const form = z.strictObject({ token: z.string(), slug: z.string().regex(/^[a-z]+$/) });
  const { error } = form.safeParse({ slug: "Two words" });
  const problem = await toProblem(error ? toInvalidError(error, "en") : null, "id", "en");
  expect(problem.errors?.map(({ path, code }) => [path, code])).toEqual([
    ["token", "required"],
    ["slug", "malformed"],
  ]);
});

test("Korean in NFD counts as people count", () => {
  const decomposed = "안녕하세요".normalize("NFD");
  expect(line(5).parse(decomposed)).toBe("안녕하세요");
});

test("values are filled in, and plurals follow the language", async () => {
  const problem = await toProblem(new RateLimitedError(1, "too_many_attempts"), "id", "en");
  expect(problem.detail).toBe("Too many failed attempts. Try again in a second.");
  const weak = new InvalidError("invalid", [
    { path: "password", code: "password_too_short", params: { min: 15 } },
  ]);
  const korean = await toProblem(weak, "id", "ko");
  expect(korean.errors?.[0]?.message).toMatch(/^15자 이상/);
});

test("an unexpected error tells nothing but its request id", async () => {
  expect(await toProblem(null, "the-id", "en")).toMatchObject({
    status: 500,
    code: "internal",
    requestId: "the-id",
  });
});

test("every code that is thrown has its words", async () => {
  const say = await sayer("en", "errors");
  const missing = thrownCodes().filter((key) => say(key, {}) === key);
  expect(missing).toEqual([]);
});

/** `detail.<code>` and `field.<code>` of all errors that the source throws with a literal code. */
function thrownCodes(): string[] {
  const files = fs
    .readdirSync("lib", { recursive: true, encoding: "utf8" })
    .filter((name) => /\.ts$/.test(name) && !/\.test\.ts$|generated|testing/.test(name));
  const text = files.map((name) => fs.readFileSync(path.join("lib", name), "utf8")).join("\n");
  const errors = "Unauthenticated|Forbidden|NotFound|Conflict|Invalid|RateLimited|Unavailable";
  const details = text.matchAll(
    new RegExp(`new (?:${errors})Error\\(\\s*(?:\\w+,\\s*)?"([a-z_]+)"`, "g"),
  );
  const fields = text.matchAll(/(?:path: [^,{}]+, |params: \{ |return \{ )code: "([a-z_]+)"/g);
  return [
    ...Array.from(details, ([, code]) => `detail.${code}`),
    ...Array.from(fields, ([, code]) => `field.${code}`),
  ];
}
