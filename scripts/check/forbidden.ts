import fs from "node:fs";

const SOURCE = /\.(ts|tsx|mjs|cjs|js|css|prisma|sql)$/;
const OURSELVES = /^scripts\/check\/forbidden(\.test)?\.ts$/;

const RULES: { pattern: RegExp; reason: string; only?: RegExp }[] = [
  { pattern: /\b(TODO|FIXME|XXX)\b/, reason: "unfinished work belongs to an issue" },
  { pattern: /@ts-(ignore|nocheck)/, reason: "types are not switched off" },
  { pattern: /eslint-disable(?!-next-line [\w@/-]+ -- )/, reason: "say which rule and why" },
  {
    pattern: /\b(test|it|describe|suite)(\.\w+)*\.(skip|only|todo|fixme)\b/,
    reason: "every test runs",
    only: /\.(test|spec)\.tsx?$/,
  },
  { pattern: /waitForTimeout/, reason: "wait for a condition, not for time", only: /^e2e\// },
];

/** Lines that hold something no finished file may hold. */
export function findForbidden(
  files: string[],
  read = (file: string) => fs.readFileSync(file, "utf8"),
): string[] {
  return files
    .filter((file) => SOURCE.test(file) && !OURSELVES.test(file))
    .flatMap((file) => {
      const rules = RULES.filter((rule) => !rule.only || rule.only.test(file));
      return read(file)
        .split("\n")
        .flatMap((line, index) =>
          rules
            .filter((rule) => rule.pattern.test(line))
            .map((rule) => `${file}:${index + 1}: ${rule.reason}: ${line.trim()}`),
        );
    });
}
