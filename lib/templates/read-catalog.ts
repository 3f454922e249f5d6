import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import canonicalize from "canonicalize";
import { Catalog, CatalogItems, CatalogOutline } from "./catalog.ts";

/**
 * Reads catalog.json and items/*.json below the folder into one catalog. Throws when a file does
 * not hold what the schema wants, or when groups and items do not fit together.
 */
export function readCatalogFiles(folder: string): Catalog {
  const outline = CatalogOutline.parse(readJson(join(folder, "catalog.json")));
  const items = new Map<string, CatalogItems[string]>();
  const names = readdirSync(join(folder, "items")).filter((name) => name.endsWith(".json"));
  for (const name of names) {
    const file = CatalogItems.parse(readJson(join(folder, "items", name)));
    for (const [group, list] of Object.entries(file)) {
      if (items.has(group)) throw new Error(`The group ${group} stands in two files`);
      if (!group.startsWith(`${name.slice(0, -".json".length)}.`)) {
        throw new Error(`The group ${group} does not belong into ${name}`);
      }
      items.set(group, list);
    }
  }
  const phases = outline.phases.map((phase) => ({
    ...phase,
    sections: phase.sections.map((section) => ({
      ...section,
      groups: section.groups.map((group) => ({ ...group, items: take(items, group.id) })),
    })),
  }));
  const [left] = items.keys();
  if (left !== undefined) throw new Error(`catalog.json knows no group ${left}`);
  return Catalog.parse({ ...outline, phases });
}

function take(items: Map<string, CatalogItems[string]>, group: string): CatalogItems[string] {
  const list = items.get(group);
  if (!list) throw new Error(`The group ${group} has no items`);
  items.delete(group);
  return list;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`${path} cannot be read as JSON`, { cause: error });
  }
}

/** SHA-256 (hex) of the catalog's canonical JSON: the same for the same content. */
export function catalogChecksum(catalog: Catalog): string {
  return createHash("sha256")
    .update(String(canonicalize(catalog)), "utf8")
    .digest("hex");
}
