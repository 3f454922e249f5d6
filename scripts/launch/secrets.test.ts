import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadSecrets, newSetupCode, saveSecrets } from "./secrets.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "secrets-"))));
afterEach(() => rmSync(folder, { recursive: true }));

describe("secrets", () => {
  it("are made once, for their user only", () => {
    const first = loadSecrets(folder);
    expect(first.secret.length).toBeGreaterThanOrEqual(32);
    expect(loadSecrets(folder)).toEqual(first);
    expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
  });

  it("keep the set-up code until it is no longer needed", () => {
    const secrets = loadSecrets(folder);
    saveSecrets(folder, { ...secrets, setupCode: "ABCD-EFGH-JKMN" });
    expect(loadSecrets(folder).setupCode).toBe("ABCD-EFGH-JKMN");
    saveSecrets(folder, { ...secrets, setupCode: undefined });
    expect(loadSecrets(folder)).toEqual(secrets);
  });

  it("are never made anew over a damaged file", () => {
    writeFileSync(join(folder, "secrets.json"), '{"secret":"');
    expect(() => loadSecrets(folder)).toThrow(/damaged.*backup/);
  });

  it("include set-up codes that are easy to read aloud", () => {
    const codes = new Set(Array.from({ length: 200 }, newSetupCode));
    expect(codes.size).toBe(200);
    for (const code of codes)
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
  });
});
