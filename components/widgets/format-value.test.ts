import { createFormatter } from "next-intl";
import { expect, test } from "vitest";

import { formatValue } from "./format-value.ts";

const en = createFormatter({ locale: "en", timeZone: "UTC" });
const ko = createFormatter({ locale: "ko", timeZone: "UTC" });

test("all values of an axis stand in the unit of the highest", () => {
  const axis = (values: number[]) =>
    values.map((each) => formatValue(en, each, "s", values.at(-1)));
  expect(axis([0, 0.05, 0.1])).toEqual(["0 ms", "50 ms", "100 ms"]);
  expect(axis([0, 0.5, 1, 1.5])).toEqual(["0 sec", "0.5 sec", "1 sec", "1.5 sec"]);
  expect(formatValue(ko, 0, "B", 2e6)).toBe("0MB");
});

test("little is not written as nothing, and nearly all not as all", () => {
  expect(formatValue(en, 0.000_34, "%")).toBe("0.034%");
  expect(formatValue(en, 0.0025, "%")).toBe("0.25%");
  expect(formatValue(en, 0.999_82, "%")).toBe("99.982%");
  expect(formatValue(en, 0.523, "%")).toBe("52.3%");
  expect(formatValue(en, 0.002, "/s")).toBe("0.002/s");
  expect(formatValue(en, 3.14159, "")).toBe("3.14");
});

test("a value that is not there is a dash, and one of no size stands in the unit itself", () => {
  expect(formatValue(en, null, "s")).toBe("—");
  expect(formatValue(en, 0, "s")).toBe("0 sec");
  expect(formatValue(en, 0.0032, "s")).toBe("3.2 ms");
});
