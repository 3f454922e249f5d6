import { expect, test } from "vitest";
import type { ParsedChecklist, ParsedItem } from "./checklist.ts";
import { renderChecklist } from "./render-markdown.ts";

const plain: ParsedItem = {
  code: "P0.1.a.1",
  title: "Rotate `keys`",
  titleKo: null,
  description: "",
  claim: "todo",
  claimReason: null,
  origin: null,
  focusStep: null,
  ttlDays: null,
};
const items: ParsedItem[] = [
  plain,
  { ...plain, code: "P0.1.a.2", title: "Log", claim: "done", origin: "core", focusStep: 4 },
  {
    ...plain,
    code: "X-1",
    titleKo: "메일",
    title: "Mail",
    claim: "not_applicable",
    claimReason: "No mail --> none",
  },
];
const names = { titleKo: null };
const checklist: ParsedChecklist = {
  title: "Launch_plan *2*",
  phases: [
    {
      ...names,
      ...{ code: "P0", title: "Critical", deadlineHours: 24 },
      sections: [
        {
          ...{ code: "P0.1", title: "보안", titleKo: null },
          groups: [{ ...names, code: "P0.1.a", title: "Keys", items }],
        },
      ],
    },
    { code: "later", title: "Later", titleKo: "나중", deadlineHours: null, sections: [] },
  ],
  itemCount: 3,
};

test("the Markdown reads well, and comments hold only what the lines do not say", () => {
  expect(renderChecklist(checklist)).toBe(
    [
      "# Launch_plan \\*2\\*",
      "",
      "## P0 - Critical",
      "",
      "### P0.1 - 보안",
      "",
      "#### P0.1.a - Keys",
      "",
      "- [ ] Rotate `keys`",
      `- [x] Log <!-- preflight: {"origin":"core","focus":4} -->`,
      `- [ ] Mail <!-- preflight: {"code":"X-1","ko":"메일","claim":"not_applicable","reason":"No mail -\\u002d\\u003e none"} -->`,
      "",
      `## later - Later <!-- preflight: {"code":"later","title":"Later","ko":"나중","empty":true} -->`,
      "",
    ].join("\n"),
  );
});
