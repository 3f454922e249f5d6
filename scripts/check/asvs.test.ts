import { expect, test } from "vitest";
import { checkAsvs } from "./asvs.ts";

const requirements = [
  { id: "V1.1.1", level: 1 },
  { id: "V1.1.2", level: 2 },
  { id: "V1.1.3", level: 2 },
];
const files: Record<string, string> = {
  "lib/a.test.ts": 'test("it holds", () => undefined);',
  "docs/a.md": "# A\n\n## Keys, and so on\n",
};
const check = (table: string) => checkAsvs(table, requirements, (file) => files[file] ?? null);

const good = `
| V1.1.1 | decoding | once | \`lib/a.test.ts\` “it holds” |
| V1.1.2 | keys | not met: there are none | \`docs/a.md#keys-and-so-on\` |

## What does not apply

| V1.1.3 | LDAP | there is none |
`;

test("a table with one row for each requirement is counted", () => {
  expect(check(good)).toEqual({ faults: [], met: 1, notMet: ["V1.1.2"], notApplicable: 1 });
});

test("a requirement without a row, with two, and one that nobody knows are found", () => {
  expect(check(good.replace("V1.1.3", "V1.1.2")).faults).toEqual([
    "V1.1.3 has no row",
    "V1.1.2 has two rows",
  ]);
  expect(check(`${good}| V9.9.9 | else | why |\n`).faults).toEqual([
    "V9.9.9 is no requirement of level 1 or 2",
  ]);
});

test.each([
  ["`lib/b.test.ts`", "lib/b.test.ts does not exist"],
  ["`lib/a.test.ts` “it fails”", "lib/a.test.ts has no test “it fails”"],
  ["`docs/a.md#locks`", "docs/a.md has no #locks"],
  ["somewhere", "names no test and no document"],
])("a source that is not there is found: %s", (source, fault) => {
  const table = good.replace("`lib/a.test.ts` “it holds”", source);
  expect(check(table).faults).toEqual([`V1.1.1: ${fault}`]);
});

test("a requirement that is not met needs a document with the reason", () => {
  expect(check(good.replace("`docs/a.md#keys-and-so-on`", "")).faults).toEqual([
    "V1.1.2: names no test and no document",
  ]);
});

test("a heading is found by its anchor", () => {
  const table = good.replace("`lib/a.test.ts` “it holds”", "`docs/a.md#keys-and-so-on`");
  expect(check(table).faults).toEqual([]);
});
