// Prisma's schema engine as WebAssembly: the same engine as `prisma migrate`, but from the npm
// registry alone. The native engine would be downloaded from Prisma's servers at first use.
import fs from "node:fs";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import type {
  SchemaContainer,
  SchemaEngine,
  SchemaFilter,
} from "@prisma/schema-engine-wasm/schema_engine_bg";

declare module "@prisma/schema-engine-wasm/schema_engine_bg" {
  export function __wbg_set_wasm(exports: WebAssembly.Exports): void;
}

export const NO_FILTERS: SchemaFilter = { externalTables: [], externalEnums: [] };

let loaded = false;

function loadEngine(): void {
  if (loaded) return;
  const file = new URL(
    "schema_engine_bg.wasm",
    import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg"),
  );
  const module = new WebAssembly.Module(fs.readFileSync(fileURLToPath(file)));
  const imports = { "./schema_engine_bg.js": engineModule as unknown as WebAssembly.ModuleImports };
  const instance = new WebAssembly.Instance(module, imports);
  engineModule.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") (start as () => void)();
  loaded = true;
}

/** An engine bound to the database behind `url`, with `files` as its schema. */
export async function openSchemaEngine(
  url: string,
  files: SchemaContainer[],
): Promise<SchemaEngine> {
  loadEngine();
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: url }));
  const datamodels = files.map((file): [string, string] => [file.path, file.content]);
  return engineModule.SchemaEngine.new({ datamodels }, () => undefined, factory);
}
