import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeSecretFiles } from "./secret-files.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "secrets-"))));
afterEach(() => rmSync(folder, { recursive: true }));

function fileOf(content: string): string {
  const file = join(folder, "secret");
  writeFileSync(file, content);
  return file;
}

const taken = (settings: Record<string, string | undefined>) => {
  takeSecretFiles(settings);
  return settings;
};

test.each([
  ...["PREFLIGHT_SECRET", "PREFLIGHT_PREVIOUS_SECRET", "PREFLIGHT_SETUP_CODE", "SENTRY_DSN"],
  ...["PREFLIGHT_METRICS_TOKEN", "DATABASE_URL", "DATABASE_OWNER_URL", "PREFLIGHT_SMTP_URL"],
])("%s may stand in a file that is named instead", (name) => {
  expect(taken({ [`${name}_FILE`]: fileOf("smtp://a:b c@host\n"), PORT: "3000" })).toEqual({
    [name]: "smtp://a:b c@host",
    PORT: "3000",
  });
});

test("one line end at the end of the file is not of the secret, anything else is", () => {
  const secret = (content: string) =>
    taken({ PREFLIGHT_SECRET_FILE: fileOf(content) }).PREFLIGHT_SECRET;
  expect(secret("one\r\n")).toBe("one");
  expect(secret("one")).toBe("one");
  expect(secret(" one \n\n")).toBe(" one \n");
});

test("what is set, but empty, is not set, as compose files leave variables out", () => {
  const file = fileOf("one");
  expect(taken({ DATABASE_URL: "", DATABASE_URL_FILE: file })).toEqual({ DATABASE_URL: "one" });
  expect(taken({ DATABASE_URL: "two", DATABASE_URL_FILE: "" })).toEqual({ DATABASE_URL: "two" });
});

test("a secret that is given twice is refused by name, without either value", () => {
  const both = { PREFLIGHT_SECRET: "hunter2", PREFLIGHT_SECRET_FILE: fileOf("hunter3") };
  expect(() => takeSecretFiles(both)).toThrow(
    /^PREFLIGHT_SECRET and PREFLIGHT_SECRET_FILE are both set: keep one of them\.$/,
  );
});

test.each([
  ["is not there", () => join(folder, "missing"), /cannot be read \(ENOENT\)\.$/],
  ["is a folder", () => folder, /cannot be read \(EISDIR\)\.$/],
  ["is empty", () => fileOf("\n"), /is empty\.$/],
])("a file that %s is named in one line", (_what, file, problem) => {
  const take = () => takeSecretFiles({ DATABASE_URL_FILE: file() });
  expect(take).toThrow(problem);
  expect(take).toThrow(new RegExp(`^DATABASE_URL_FILE: ${folder}.*$`));
});
