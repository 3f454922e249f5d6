import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, readSecretFiles, readSettings } from "./settings.ts";

describe("settings", () => {
  it("needs nothing: embedded database, local address, data in .preflight", () => {
    expect(readSettings([], {})).toEqual({
      mode: "start",
      dataDir: join(ROOT, ".preflight"),
      host: "127.0.0.1",
      port: undefined,
      publicUrl: undefined,
      secret: undefined,
      setupCode: undefined,
      database: undefined,
      logToStdout: false,
    });
  });

  it("keeps the demo's data apart", () => {
    expect(readSettings(["--demo"], { PREFLIGHT_DATA_DIR: "/srv/p" }).dataDir).toBe("/srv/p/demo");
    expect(readSettings(["--dev"], {}).dataDir).toBe(join(ROOT, ".preflight"));
  });

  it("takes empty variables for absent ones", () => {
    expect(readSettings([], { PORT: "", DATABASE_URL: "" })).toMatchObject({
      port: undefined,
      database: undefined,
    });
  });

  it("uses one address for everything unless the owner has an own one", () => {
    const url = "postgresql://app:pw@db/preflight";
    const ownerUrl = "postgresql://owner:pw@db/preflight";
    expect(readSettings([], { DATABASE_URL: url }).database).toEqual({
      url,
      ownerUrl: url,
      sameUser: true,
    });
    const both = readSettings([], { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl });
    expect(both.database).toEqual({ url, ownerUrl, sameUser: false });
  });

  it.each([
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "3000 "],
    ["PREFLIGHT_SECRET", "too-short-hunter2"],
    ["PREFLIGHT_URL", "https://example.com/path"],
    ["PREFLIGHT_URL", "example.com"],
    ["PREFLIGHT_SETUP_CODE", "hunter2"],
    ["PREFLIGHT_TRUSTED_PROXIES", "10.0.0.0/33"],
    ["PREFLIGHT_TRUSTED_PROXIES", "10.0.0.1,proxy"],
    ["PREFLIGHT_ALLOW_PRIVATE_NETWORKS", "intranet"],
    ["DATABASE_URL", "mysql://u:hunter2@h/db"],
    ["DATABASE_URL", "postgresql://u:hunter2@h"],
    ["DATABASE_URL", "postgresql://u:hunter2%zz@h/db"],
    ["DATABASE_URL", "postgresql://u:hunter2@h/%zz"],
    ["PREFLIGHT_URL", "https://user:hunter2@example.com"],
    ["PREFLIGHT_RATE_LIMIT", "many"],
    ["SENTRY_DSN", "hunter2"],
    ["SENTRY_DSN", "https://example.com/1"],
    ["SENTRY_DSN", "https://hunter2@example.com"],
    ["PREFLIGHT_SMTP_URL", "https://user:hunter2@example.com"],
    ["PREFLIGHT_MAIL_FROM", "hunter2"],
    ["PREFLIGHT_LEAKED_PASSWORDS_URL", "hunter2"],
    ["LOG_LEVEL", "loud"],
    ["PREFLIGHT_LOG", "syslog"],
  ])("refuses %s=%s in one line that names it and not its value", (name, value) => {
    let message = "";
    try {
      readSettings([], { [name]: value });
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain(`${name} is not valid: it must be`);
    expect(message).not.toContain("hunter2");
    expect(message).not.toContain("\n");
  });

  it("takes secrets from files that are named, and says in one line when there is none", () => {
    const folder = mkdtempSync(join(tmpdir(), "settings-"));
    const env: Record<string, string | undefined> = { PREFLIGHT_SECRET_FILE: join(folder, "one") };
    expect(() => readSecretFiles({ ...env })).toThrow(
      /^PREFLIGHT_SECRET_FILE: \S+ cannot be read \(ENOENT\)\. Correct the environment .*$/,
    );
    writeFileSync(join(folder, "one"), `${"s".repeat(32)}\n`);
    readSecretFiles(env);
    // Processes that are started from here would otherwise find the secret given twice.
    expect(env).toEqual({ PREFLIGHT_SECRET: "s".repeat(32) });
    expect(readSettings([], env).secret).toBe("s".repeat(32));
    rmSync(folder, { recursive: true });
  });

  it("names all malformed variables at once", () => {
    expect(() => readSettings([], { PORT: "x", LOG_LEVEL: "x" })).toThrow(
      /PORT is not valid.*LOG_LEVEL is not valid/,
    );
  });

  it("refuses an owner without a database, and unknown arguments", () => {
    expect(() => readSettings([], { DATABASE_OWNER_URL: "postgresql://o@h/d" })).toThrow(
      /DATABASE_URL is not/,
    );
    expect(() => readSettings(["--port", "80"], {})).toThrow(/Unknown arguments/);
  });
});
