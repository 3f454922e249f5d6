// A throwaway Postgres for tools and tests: the application's embedded one, without the waits for
// the disk that only data worth keeping needs.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fastSettings, startEmbeddedPostgres } from "./embedded.ts";

export type ScratchPostgres = {
  /** The owner's address of one of its databases; of the maintenance database without a name. */
  ownerUrl: (database?: string) => string;
  stop: () => Promise<void>;
};

/** Starts Postgres on a free port in a temporary folder; `stop` ends it and removes the folder. */
export async function startScratchPostgres(): Promise<ScratchPostgres> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-scratch-"));
  const remove = () => fs.rmSync(folder, { recursive: true, force: true });
  // Postgres may run as another user than this process and has to reach its data inside.
  fs.chmodSync(folder, 0o755);
  try {
    const postgres = await startEmbeddedPostgres({
      dataDir: path.join(folder, "data"),
      log: path.join(folder, "postgres.log"),
      settings: { ...fastSettings, shared_buffers: "64MB" },
    });
    return {
      ownerUrl: (database) => postgres.ownerUrl(database),
      stop: async () => {
        await postgres.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
