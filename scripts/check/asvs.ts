import fs from "node:fs";

export type Requirement = { id: string; level: number };
export type AsvsReport = {
  faults: string[];
  met: number;
  notMet: string[];
  notApplicable: number;
};

const ROW = /^\| (V\d+\.\d+\.\d+) \|(.*)\|$/;
const NOT_APPLICABLE = "## What does not apply";
/** A file of the repository, with the heading or the test that is meant. */
const SOURCE = /`([\w@()[\]./-]+)(?:#([\w-]+))?`(?: “([^”]+)”)?/g;

/**
 * Compares the table of requirements (docs/asvs.md) with their list: each has one row, and each that
 * applies names a file that exists, with the heading or the test that is named; where it is not met,
 * the document with the reason.
 */
export function checkAsvs(
  table: string,
  requirements: readonly Requirement[],
  read: (file: string) => string | null = readFile,
): AsvsReport {
  const [applicable = "", rest = ""] = table.split(NOT_APPLICABLE);
  const rows = [...rowsOf(applicable), ...rowsOf(rest)];
  const ids = rows.map(([id = ""]) => id);
  const known = new Set(requirements.map(({ id }) => id));
  const faults = [
    ...[...known].filter((id) => !ids.includes(id)).map((id) => `${id} has no row`),
    ...new Set(ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} has two rows`)),
    ...ids.filter((id) => !known.has(id)).map((id) => `${id} is no requirement of level 1 or 2`),
  ];
  const notMet: string[] = [];
  let met = 0;
  for (const [id = "", , how = "", source = ""] of rowsOf(applicable)) {
    if (how.startsWith("not met:")) notMet.push(id);
    else met += 1;
    faults.push(...sourceFaults(source, read).map((fault) => `${id}: ${fault}`));
  }
  for (const [id = "", , reason = ""] of rowsOf(rest)) {
    if (reason === "") faults.push(`${id}: no reason`);
  }
  return { faults, met, notMet, notApplicable: rowsOf(rest).length };
}

function rowsOf(text: string): string[][] {
  return text.split("\n").flatMap((line) => {
    const [, id = "", cells = ""] = ROW.exec(line) ?? [];
    return id ? [[id, ...cells.split(" | ").map((cell) => cell.trim())]] : [];
  });
}

function sourceFaults(source: string, read: (file: string) => string | null): string[] {
  const named = [...source.matchAll(SOURCE)];
  if (named.length === 0) return ["names no test and no document"];
  return named.flatMap(([, file = "", heading, test]) => {
    const text = read(file);
    if (text === null) return [`${file} does not exist`];
    const faults: string[] = [];
    if (heading && !headingsOf(text).includes(heading)) faults.push(`${file} has no #${heading}`);
    if (test && !text.includes(test)) faults.push(`${file} has no test “${test}”`);
    return faults;
  });
}

const headingsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, "")
      .replaceAll(" ", "-"),
  );

const readFile = (file: string): string | null =>
  fs.statSync(file, { throwIfNoEntry: false })?.isFile() ? fs.readFileSync(file, "utf8") : null;
