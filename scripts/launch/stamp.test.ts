import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashFiles, readStamp, writeStamp } from "./stamp.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "stamp-"));
  mkdirSync(join(root, "app", "deep"), { recursive: true });
  writeFileSync(join(root, "app", "page.tsx"), "page");
  writeFileSync(join(root, "app", "deep", "part.ts"), "part");
  writeFileSync(join(root, "config.js"), "config");
});
afterEach(() => rmSync(root, { recursive: true }));

const hash = (options?: Parameters<typeof hashFiles>[2]) =>
  hashFiles(root, ["app", "config.js", "missing"], options);

describe("hash over sources", () => {
  it("is the same for the same contents, whatever their times", () => {
    const before = hash();
    utimesSync(join(root, "config.js"), new Date(0), new Date(0));
    expect(hash()).toBe(before);
  });

  it("changes with a content, a name, a new file and the extras", () => {
    const seen = new Set([hash(), hash({ extra: ["v24"] })]);
    writeFileSync(join(root, "app", "deep", "part.ts"), "tarp");
    seen.add(hash());
    writeFileSync(join(root, "app", "deep", "more.ts"), "");
    seen.add(hash());
    rmSync(join(root, "app", "deep", "more.ts"));
    writeFileSync(join(root, "app", "deep", "mora.ts"), "");
    seen.add(hash());
    expect(seen.size).toBe(5);
  });

  it("leaves out what is to be skipped", () => {
    const skip = (path: string) => path === join("app", "deep");
    const before = hash({ skip });
    writeFileSync(join(root, "app", "deep", "part.ts"), "other");
    expect(hash({ skip })).toBe(before);
  });

  it("keeps a stamp", () => {
    const file = join(root, "cache", "stamp");
    expect(readStamp(file)).toBeUndefined();
    writeStamp(file, "abc");
    expect(readStamp(file)).toBe("abc");
  });
});
