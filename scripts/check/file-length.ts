import fs from "node:fs";

const MOST_LINES = 250;
const SOURCE = /\.(ts|tsx|mjs|cjs|js)$/;

/** Files that have grown past what one can hold in mind. */
export function findLongFiles(files: string[]): string[] {
  return files
    .filter((file) => SOURCE.test(file))
    .map((file) => ({ file, lines: fs.readFileSync(file, "utf8").split("\n").length - 1 }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(
      ({ file, lines }) => `${file}: ${lines} lines, at most ${MOST_LINES}; split it by purpose`,
    );
}
