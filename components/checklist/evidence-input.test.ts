import { expect, it } from "vitest";

import { parseEvidence } from "./evidence-input.ts";

it("takes an address for a link, and the words behind it for its text", () => {
  expect(parseEvidence("https://ci.example.com/run/7")).toEqual({
    kind: "link",
    url: "https://ci.example.com/run/7",
    text: "",
  });
  expect(parseEvidence(" http://x.example/a  restore drill\nof May ")).toEqual({
    kind: "link",
    url: "http://x.example/a",
    text: "restore drill\nof May",
  });
});

it("takes everything else for a note", () => {
  expect(parseEvidence("see https://x.example")).toEqual({
    kind: "note",
    text: "see https://x.example",
  });
  expect(parseEvidence("javascript:alert(1)")?.kind).toBe("note");
  expect(parseEvidence("https://")?.kind).toBe("note");
});

it("knows nothing of empty input", () => {
  expect(parseEvidence("  \n ")).toBeNull();
});
