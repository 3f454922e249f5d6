import { expect, test } from "vitest";
import { findDrift } from "./drift.ts";
import { readSchema } from "./schema-files.ts";

const STARTED = 60_000;

test(
  "a field that no migration makes is found, with the SQL that is missing",
  { timeout: STARTED },
  async () => {
    const files = readSchema().map(({ path, content }) => ({
      ...{ path, content: content.replace(/^model Check \{$/m, "$&\n  colour String?") },
    }));
    expect(await findDrift(files)).toBe(
      '-- AlterTable\nALTER TABLE "checks" ADD COLUMN     "colour" TEXT;\n',
    );
  },
);

test("what the migrations make is what the schema says", { timeout: STARTED }, async () => {
  expect(await findDrift()).toBeNull();
});
