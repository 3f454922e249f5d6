import { join } from "node:path";
import { expect, test } from "vitest";
import { type Catalog, catalogItems } from "#lib/templates/catalog.ts";
import { readCatalogFiles } from "#lib/templates/read-catalog.ts";
import { findCatalogFaults } from "./check-catalog.ts";

function faultsAfter(change: (catalog: Catalog) => void): string[] {
  const catalog = readCatalogFiles(join(import.meta.dirname, "../prisma/catalog"));
  change(catalog);
  return findCatalogFaults(catalog);
}

function itemOf(catalog: Catalog, id: string) {
  const item = catalogItems(catalog).find((each) => each.id === id);
  if (!item) throw new Error(`No item ${id}`);
  return item;
}

test("the bundled catalog has no fault", () => {
  expect(faultsAfter(() => undefined)).toEqual([]);
});

test("a moved, a doubled and a missing item are found", () => {
  const faults = faultsAfter((catalog) => {
    const groups = catalog.phases[0]?.sections[0]?.groups ?? [];
    const moved = groups[0]?.items.pop();
    if (moved) groups[1]?.items.push(moved);
    const first = groups[0]?.items[0];
    if (first) groups[0]?.items.push(first);
  });
  expect(faults).toContain("P0.1.a.6 stands in P0.1.b");
  expect(faults).toContain("P0.1.a.1 stands twice");
  expect(faults).toContain("items: 207, not 206");
});

test("core, focus and reasons that disagree are found", () => {
  const faults = faultsAfter((catalog) => {
    Object.assign(itemOf(catalog, "P0.1.a.1"), { core: false, coreReason: "repeats" });
    itemOf(catalog, "P0.1.a.2").focus = 13;
  });
  expect(faults).toContain("P0.1.a.1: in the focus plan but not in the core");
  expect(faults).toContain("P0.1.a.1: coreReason and repeats disagree");
  expect(faults).toContain("P0.1.a.2: no focus step 13");
  expect(faults).toContain("core items in P0: 46, not 47");
});

test("titles in the wrong language are found", () => {
  const faults = faultsAfter((catalog) => {
    itemOf(catalog, "P0.1.a.1").title = { en: "키 제거", ko: "\u00e9t\u00e9" };
  });
  expect(faults).toEqual(["P0.1.a.1: odd Korean title", "P0.1.a.1: Korean in the English title"]);
});

test("a rule without Korean, or with other code in it, is found", () => {
  const faults = faultsAfter((catalog) => {
    const [first, second] = itemOf(catalog, "P0.1.a.1").automation;
    if (first) first.signal.ko = first.signal.en;
    if (second) second.signal.ko = "`아무것도` 읽지 않습니다.";
  });
  expect(faults).toEqual([
    "P0.1.a.1: no Korean for env-file.no-secret-values",
    "P0.1.a.1: other code in the Korean of secret-scanning.no-open-alerts",
  ]);
});
