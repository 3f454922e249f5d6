import { createTranslator } from "next-intl";
import { expect, it } from "vitest";

import { formats } from "./formats.ts";
import { locales } from "./locales.ts";
import { loadMessages, type MessageTree } from "./messages.ts";

function flatten(tree: MessageTree, prefix = ""): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );
}

/** Arguments and tags of a message: in ICU syntax braces of odd depth hold an argument. */
function parameters(text: string): string[] {
  const found = new Set([...text.matchAll(/<(\w+)>/g)].map(([tag]) => tag));
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "{" && ++depth % 2 === 1) {
      found.add(/^\s*(\w+)/.exec(text.slice(at + 1))?.[1] ?? "");
    }
    if (text[at] === "}") depth--;
  }
  return [...found].sort();
}

const texts = new Map(
  await Promise.all(
    locales.map(async (locale) => {
      const messages = await loadMessages(locale);
      return [locale, { messages, flat: new Map(flatten(messages)) }] as const;
    }),
  ),
);
const english = texts.get("en")?.flat ?? new Map<string, string>();

it.each(locales)("%s has exactly the messages that English has", (locale) => {
  expect([...(texts.get(locale)?.flat.keys() ?? [])].sort()).toEqual([...english.keys()].sort());
});

it.each(locales)("%s uses the same arguments and tags as English", (locale) => {
  for (const [key, text] of texts.get(locale)?.flat ?? []) {
    expect(parameters(text), key).toEqual(parameters(english.get(key) ?? ""));
  }
});

it.each(locales)("every message of %s can be formatted", (locale) => {
  const { messages, flat } = texts.get(locale) ?? { messages: {}, flat: new Map<string, string>() };
  const t = createTranslator<MessageTree>({
    locale,
    messages,
    formats,
    timeZone: "UTC",
    onError: (error) => {
      throw error;
    },
  });
  for (const [key, text] of flat) {
    const values: Record<string, unknown> = {};
    for (const name of parameters(text)) {
      if (name.startsWith("<")) values[name.slice(1, -1)] = (chunks: unknown) => String(chunks);
      else values[name] = 1;
    }
    // Keys come from files, so that their types are not known here.
    expect(t.rich(key as never, values as never), key).not.toBe("");
  }
});

it("no message is empty, and none has an ambiguous Korean particle", () => {
  for (const { flat } of texts.values()) {
    for (const [key, text] of flat) {
      expect(text.trim(), key).not.toBe("");
      expect(text, key).not.toMatch(/을\(를\)|이\(가\)|은\(는\)|와\(과\)|\(으\)로/);
    }
  }
});
