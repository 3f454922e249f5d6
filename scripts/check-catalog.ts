// Checks the bundled catalog: its shape, its figures, and that a published version stays as it is.
// `node scripts/check-catalog.ts --publish` writes the checksum of a new version.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Catalog, type CatalogItem, catalogItems } from "#lib/templates/catalog.ts";
import { catalogChecksum, readCatalogFiles } from "#lib/templates/read-catalog.ts";

const FOLDER = join(import.meta.dirname, "../prisma/catalog");

/** Items per phase: all of them, and those in the core. */
const PHASES: Record<string, { all: number; core: number; weight: number; hours: number | null }> =
  {
    P0: { all: 50, core: 47, weight: 8, hours: 24 },
    P1: { all: 61, core: 38, weight: 4, hours: 48 },
    P2: { all: 65, core: 32, weight: 2, hours: 168 },
    P3: { all: 30, core: 21, weight: 1, hours: null },
  };

/** Returns what is wrong with a catalog that fits its schema, one line each. */
export function findCatalogFaults(catalog: Catalog): string[] {
  return [...findTreeFaults(catalog), ...findItemFaults(catalog), ...findFigureFaults(catalog)];
}

function findTreeFaults({ phases }: Catalog): string[] {
  const faults: string[] = [];
  const belongs = (id: string, parent: string) => {
    if (!id.startsWith(`${parent}.`)) faults.push(`${id} stands in ${parent}`);
  };
  const ids: string[] = [];
  for (const phase of phases) {
    ids.push(phase.id);
    for (const section of phase.sections) {
      ids.push(section.id);
      belongs(section.id, phase.id);
      for (const group of section.groups) {
        ids.push(group.id, ...group.items.map((item) => item.id));
        belongs(group.id, section.id);
        for (const item of group.items) belongs(item.id, group.id);
      }
    }
  }
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  return [...faults, ...twice.map((id) => `${id} stands twice`)];
}

function findItemFaults(catalog: Catalog): string[] {
  const items = catalogItems(catalog);
  const byId = new Map(items.map((item) => [item.id, item]));
  const steps = new Set(catalog.focusPlan.map((step) => step.step));
  return items.flatMap((item) => {
    const faults: string[] = [];
    if (!/\p{Script=Hangul}|^[\x20-\x7e]+$/u.test(item.title.ko)) faults.push("odd Korean title");
    if (/\p{Script=Hangul}/u.test(item.title.en)) faults.push("Korean in the English title");
    if (item.focus !== null && !steps.has(item.focus)) faults.push(`no focus step ${item.focus}`);
    if (item.focus !== null && !item.core) faults.push("in the focus plan but not in the core");
    const checks = item.automation.map(({ provider, check }) => `${provider}/${check}`);
    if (new Set(checks).size !== checks.length) faults.push("a check stands twice");
    faults.push(...item.automation.flatMap(findRuleFaults));
    if (!item.core) {
      const repeats = item.coreReason === "repeats";
      if (repeats !== (item.repeats !== undefined)) faults.push("coreReason and repeats disagree");
      if (repeats && !byId.get(item.repeats ?? "")?.core) faults.push("repeats no core item");
    }
    return faults.map((fault) => `${item.id}: ${fault}`);
  });
}

/** A rule says the same in both languages, as far as a program can tell. */
function findRuleFaults({ check, signal }: CatalogItem["automation"][number]): string[] {
  const codeIn = (text: string) => (text.match(/`[^`]+`/g) ?? []).toSorted().join();
  return [
    ...(/\p{Script=Hangul}/u.test(signal.ko) ? [] : [`no Korean for ${check}`]),
    ...(codeIn(signal.en) === codeIn(signal.ko) ? [] : [`other code in the Korean of ${check}`]),
  ];
}

function findFigureFaults(catalog: Catalog): string[] {
  const items = catalogItems(catalog);
  const sections = catalog.phases.flatMap((phase) => phase.sections);
  const checks = items.flatMap((item) =>
    item.automation.map(({ provider, check }) => `${provider}/${check}`),
  );
  const attestedOnly = items.filter((item) =>
    item.automation.every(({ provider }) => provider === "self-attest"),
  );
  const figures: [name: string, found: unknown, wanted: unknown][] = [
    ["phases", catalog.phases.map((phase) => phase.id).join(), Object.keys(PHASES).join()],
    ["sections", sections.length, 15],
    ["groups", sections.flatMap((section) => section.groups).length, 42],
    ["items", items.length, 206],
    ["core items", items.filter((item) => item.core).length, 138],
    [
      "focus steps",
      catalog.focusPlan.map((step) => step.step).join(),
      "1,2,3,4,5,6,7,8,9,10,11,12",
    ],
    ["items in the focus plan", items.filter((item) => item.focus !== null).length, 60],
    ["checks", new Set(checks).size, 401],
    ["uses of checks", checks.length, 422],
    ["items that only people can attest", attestedOnly.length, 7],
  ];
  for (const phase of catalog.phases) {
    const own = phase.sections.flatMap((section) => section.groups).flatMap((group) => group.items);
    const wanted = PHASES[phase.id];
    figures.push(
      [`items in ${phase.id}`, own.length, wanted?.all],
      [`core items in ${phase.id}`, own.filter((item) => item.core).length, wanted?.core],
      [`weight of ${phase.id}`, phase.weight, wanted?.weight],
      [`deadline of ${phase.id}`, phase.deadlineHours, wanted?.hours],
    );
  }
  return figures.flatMap(([name, found, wanted]) =>
    found === wanted ? [] : [`${name}: ${String(found)}, not ${String(wanted)}`],
  );
}

/** Compares the checksum with the published one of this version, or publishes it. */
function findChecksumFaults(catalog: Catalog, publish: boolean): string[] {
  const path = join(FOLDER, "checksums", `v${catalog.version}.sha256`);
  const checksum = catalogChecksum(catalog);
  if (!existsSync(path)) {
    if (!publish) return [`version ${catalog.version} is not published: run with --publish`];
    mkdirSync(join(FOLDER, "checksums"), { recursive: true });
    writeFileSync(path, `${checksum}\n`);
    return [];
  }
  if (readFileSync(path, "utf8").trim() === checksum) return [];
  return [`version ${catalog.version} is published with other content: raise the version`];
}

if (import.meta.main) {
  const catalog = readCatalogFiles(FOLDER);
  const faults = findCatalogFaults(catalog);
  const publish = process.argv.includes("--publish") && faults.length === 0;
  faults.push(...findChecksumFaults(catalog, publish));
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exit(1);
  console.log(
    `Catalog version ${catalog.version}: ${catalogItems(catalog).length} items, in order.`,
  );
}
