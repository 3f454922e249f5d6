// Prisma's schema engine as WebAssembly: the same engine as `prisma migrate`, but from the npm
// registry alone. The native engine would be downloaded from Prisma's servers at first use.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
} from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import type {
  SchemaContainer,
  SchemaEngine,
  SchemaFilter,
} from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;

export const NO_FILTERS: SchemaFilter = { externalTables: [], externalEnums: [] };

let loaded = false;

function loadEngine(): void {
  if (loaded) return;
  const script = createRequire(import.meta.url).resolve(
    "@prisma/schema-engine-wasm/schema_engine_bg",
  );
  const file = path.join(path.dirname(script), "schema_engine_bg.wasm");
  const engine = new WebAssembly.Module(fs.readFileSync(file));
  const instance = new WebAssembly.Instance(engine, { "./schema_engine_bg.js": engineImports() });
  engineModule.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") (start as () => void)();
  loaded = true;
}

/** The engine never clears its lock's time limit, which would keep every process alive for 10 s. */
function engineImports(): WebAssembly.ModuleImports {
  const imports = { ...engineModule } as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const [name, original] of Object.entries(imports)) {
    if (!name.startsWith("__wbg_setTimeout")) continue;
    imports[name] = (...args) => (original(...args) as NodeJS.Timeout).unref();
  }
  return imports;
}

/** Lends `work` an engine bound to the database behind `url`, with `files` as its schema. */
export async function withSchemaEngine<T>(
  url: string,
  files: SchemaContainer[],
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loadEngine();
  // The engine never closes its connections, and an open one keeps a database from being copied.
  const pool = new pg.Pool({ connectionString: url });
  try {
    const factory = bindMigrationAwareSqlAdapterFactory(new MigrationAdapter(pool));
    const datamodels = files.map((file): [string, string] => [file.path, file.content]);
    const engine = await engineModule.SchemaEngine.new({ datamodels }, () => undefined, factory);
    return await work(engine).finally(() => engine.free());
  } finally {
    await pool.end();
  }
}

// Postgres's type numbers of the catalog's "char" and of its array.
const PG_CHAR = 18;
const PG_CHAR_ARRAY = 1002;

/** PrismaPg with the two gaps closed that stand between it and real migrations. */
class MigrationAdapter extends PrismaPg {
  override async connect(): ReturnType<PrismaPg["connect"]> {
    const adapter = await super.connect();
    sendScriptsWhole(adapter);
    readInternalChars(adapter);
    return adapter;
  }
}

/**
 * PrismaPg cuts a script at every semicolon, those inside function bodies included. Sent whole, it
 * runs as one implicit transaction, which is what the native engine does.
 */
function sendScriptsWhole(adapter: Adapter): void {
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script);
    } catch (error) {
      throw error instanceof pg.DatabaseError ? asAdapterError(error) : error;
    }
  };
}

function asAdapterError(error: pg.DatabaseError): DriverAdapterError {
  return new DriverAdapterError({
    kind: "postgres",
    code: error.code ?? "XX000",
    severity: error.severity ?? "ERROR",
    message: error.message,
    detail: error.detail,
    hint: error.hint,
    column: error.column,
  });
}

/**
 * PrismaPg refuses the type "char", which the engine reads to describe an existing schema, but
 * knows the array of it: pass one as the other on the way in and turn it back on the way out.
 */
function readInternalChars(adapter: Adapter): void {
  const pool = adapter.underlyingDriver();
  const query = pool.query.bind(pool) as (config: unknown) => Promise<pg.QueryResult | undefined>;
  pool.query = (async (config: unknown) => {
    const result = await query(config);
    for (const field of result?.fields ?? []) {
      if (field.dataTypeID === PG_CHAR) field.dataTypeID = PG_CHAR_ARRAY;
    }
    return result;
  }) as typeof pool.query;

  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (request) => {
    const { columnTypes, ...rest } = await queryRaw(request);
    const turnBack = (type: number) =>
      type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type;
    return { ...rest, columnTypes: columnTypes.map(turnBack) as typeof columnTypes };
  };
}
