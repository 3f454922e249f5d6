// A throwaway Postgres for tools and tests: the same binaries as the application's embedded one,
// without the waits for the disk that only data worth keeping needs.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "./embedded.ts";

const THROWAWAY = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200",
};

export type ScratchPostgres = {
  /** The owner's address of one of its databases; of the first one without a name. */
  ownerUrl: (database?: string) => string;
  stop: () => Promise<void>;
};

/** Starts Postgres on a free port in a temporary folder; `stop` ends it and removes the folder. */
export async function startScratchPostgres(): Promise<ScratchPostgres> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-scratch-"));
  // Postgres may run as another user than this process and has to reach its folder inside.
  fs.chmodSync(folder, 0o755);
  const log: string[] = [];
  try {
    const postgres = await startEmbeddedPostgres({
      dataDir: path.join(folder, "data"),
      settings: THROWAWAY,
      log: (line: string) => void log.push(line),
    });
    return {
      ownerUrl: (database) => postgres.ownerUrl(database),
      stop: async () => {
        await postgres.stop();
        fs.rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    fs.rmSync(folder, { recursive: true, force: true });
    throw new Error(`Cannot start a scratch database:\n${log.join("\n")}`, { cause: error });
  }
}
