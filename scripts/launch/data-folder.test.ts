import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { prepareDataFolder } from "./data-folder.ts";

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "data-folder-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the data folder", () => {
  it("is made with its parents and the folder for logs, and may be there already", () => {
    const wanted = join(folder, "a", "b");
    expect(prepareDataFolder(wanted)).toEqual({ logs: join(wanted, "logs") });
    expect(prepareDataFolder(wanted)).toEqual({ logs: join(wanted, "logs") });
  });

  it("is refused where no folder can be made", () => {
    expect(() => prepareDataFolder("/proc/preflight/data")).toThrow(
      /^The data folder \/proc(\/preflight)? cannot be used: /,
    );
  });

  it("is refused when it is a file, below a file, or a link that leads nowhere", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    expect(() => prepareDataFolder(file)).toThrow("it is not a folder");
    expect(() => prepareDataFolder(join(file, "data"))).toThrow("it is not a folder");
    symlinkSync(join(folder, "nowhere"), join(folder, "link"));
    expect(() => prepareDataFolder(join(folder, "link"))).toThrow("a link that leads nowhere");
  });

  it("is refused in one short line when its name is too long", () => {
    const refusal = () => prepareDataFolder(join(folder, "x".repeat(5_000)));
    expect(refusal).toThrow(/^The data folder .{200}… cannot be used: its name is too long\./);
  });
});
