import { expect, it } from "vitest";

import { decodeMarkdown } from "./decode-markdown.ts";

const bytes = (...parts: (string | number[])[]): ArrayBuffer =>
  Uint8Array.from(parts.flatMap((part) => [...Buffer.from(part as string)])).buffer;

it("reads UTF-8, with and without a byte order mark", () => {
  expect(decodeMarkdown(bytes("- [ ] 결제 ✅"))).toEqual({ text: "- [ ] 결제 ✅" });
  expect(decodeMarkdown(bytes("\uFEFF- [ ] a"))).toEqual({ text: "- [ ] a" });
  expect(decodeMarkdown(bytes("a \uFFFD character of its own"))).toEqual({
    text: "a \uFFFD character of its own",
  });
});

it("names the line at which a file in another encoding cannot be read", () => {
  expect(decodeMarkdown(bytes("# P0\r\n\r\n- [ ] ", [0xb0, 0xe1, 0xc1, 0xa6]))).toEqual({
    badLine: 3,
  });
  expect(decodeMarkdown(bytes([0xff, 0xfe, 0x2d, 0x00]))).toEqual({ badLine: 1 });
});
