import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { CatalogItem, catalogChecklist, catalogItems } from "./catalog.ts";
import { parseChecklist } from "./parse-markdown.ts";
import { catalogChecksum, readCatalogFiles } from "./read-catalog.ts";
import { renderChecklist } from "./render-markdown.ts";

const FOLDER = join(import.meta.dirname, "../../prisma/catalog");
const copies: string[] = [];
afterEach(() => {
  for (const copy of copies.splice(0)) rmSync(copy, { recursive: true });
});

/** A copy of the catalog's folder with one text of one file replaced. */
function changed(file: string, from: string, to: string): string {
  const copy = mkdtempSync(join(tmpdir(), "preflight-catalog-"));
  copies.push(copy);
  cpSync(FOLDER, copy, { recursive: true });
  const path = join(copy, file);
  writeFileSync(path, readFileSync(path, "utf8").replace(from, to));
  return copy;
}

test("the catalog's Korean titles are those of the source document", () => {
  const source = parseChecklist(
    readFileSync(join(import.meta.dirname, "fixtures/production-readiness.ko.md"), "utf8"),
  );
  const catalog = readCatalogFiles(FOLDER);
  const groups = source.phases.flatMap((phase) => phase.sections.flatMap((own) => own.groups));
  const items = groups.flatMap((group) => group.items);
  expect(catalogItems(catalog).map(({ id, title }) => [id, title.ko])).toEqual(
    items.map(({ code, title }) => [code, title]),
  );
  const headings = catalog.phases.map((phase) => [phase.id, phase.title.ko, phase.deadlineHours]);
  expect(headings).toEqual(
    source.phases.map((phase) => [phase.code, phase.title, phase.deadlineHours]),
  );
});

test("the catalog as a checklist survives its way through Markdown", () => {
  const checklist = catalogChecklist(readCatalogFiles(FOLDER));
  expect(checklist.itemCount).toBe(206);
  expect(parseChecklist(renderChecklist(checklist))).toEqual(checklist);
});

test("the checksum changes with any text, and only then", () => {
  const checksum = catalogChecksum(readCatalogFiles(FOLDER));
  const spaced = changed("catalog.json", '"version": ', '"version":   ');
  expect(catalogChecksum(readCatalogFiles(spaced))).toBe(checksum);
  const reworded = changed("items/P0.1.json", "Remove all API keys", "Remove API keys");
  expect(catalogChecksum(readCatalogFiles(reworded))).not.toBe(checksum);
});

test.each([
  ["items/P0.1.json", '"P0.1.b": [', '"P0.1.z": [', "The group P0.1.b has no items"],
  ["items/P0.1.json", '"P0.1.b": [', '"P0.2.b": [', "The group P0.2.b"],
  ["items/P0.1.json", '"provider": "repo"', '"provider": "magic"', "provider"],
  ["items/P0.1.json", '"core": true', '"core": false', "coreReason"],
  ["items/P0.1.json", "{", "", "cannot be read as JSON"],
  ["catalog.json", '"id": "P0.1.a"', '"id": "P0.1.q"', "The group P0.1.q has no items"],
  ["catalog.json", '"ko": "민감정보 보호"', '"ko": ""', "ko"],
])("a fault in %s (%s → %s) is named", (file, from, to, message) => {
  expect(() => readCatalogFiles(changed(file, from, to))).toThrow(message);
});

test("a rule of version 1, which is in English only, is read as it is in both languages", () => {
  const rule = { provider: "http", check: "health.ok", signal: "GET the health path." };
  const item = { id: "P0.1.a.1", title: { en: "a", ko: "b" }, core: true, focus: null };
  expect(CatalogItem.parse({ ...item, automation: [rule] }).automation).toEqual([
    { ...rule, signal: { en: rule.signal, ko: rule.signal } },
  ]);
});
