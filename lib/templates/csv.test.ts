import { expect, test } from "vitest";
import { renderCsv } from "./csv.ts";

function csv(value: string | number | boolean | null): string {
  return renderCsv([{ header: "h", value: () => value }], [{}]);
}

test("a file begins with a byte order mark and a header, and has Windows line ends", () => {
  const columns = [
    { header: "제목", value: (row: { title: string }) => row.title },
    { header: "n", value: () => -5 },
    { header: "done", value: () => true },
  ];
  expect(renderCsv(columns, [{ title: "키" }])).toBe("\ufeff제목,n,done\r\n키,-5,true\r\n");
});

test.each(["=1+1", "+1", "-1", "@a", "\tx", "＝1"])("%j is not run as a formula", (value) => {
  expect(csv(value)).toBe(`\ufeffh\r\n'${value}\r\n`);
});

test.each([
  ["a,b", `"a,b"`],
  ['a"b', `"a""b"`],
  ["a\nb", `"a\nb"`],
  ["\ra", `"'\ra"`],
  ["", ""],
  [null, ""],
])("%j stays in its cell", (value, cell) => {
  expect(csv(value)).toBe(`\ufeffh\r\n${cell}\r\n`);
});
