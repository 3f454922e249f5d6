import { describe, expect, test } from "vitest";
import { fieldsOf } from "#lib/integrations/fields.ts";
import { providers } from "#lib/integrations/provider-registry.ts";
import { loadMessages, type MessageTree } from "#lib/platform/i18n/messages.ts";
import { signalKey } from "./signal-key.ts";

const known = Object.values(providers);

describe.each(["en", "ko"] as const)("in %s", (locale) => {
  test("every preset, signal and field of a question has a name", async () => {
    const texts = (await loadMessages(locale)).widgets as Record<string, MessageTree>;
    const { presets, signals, params } = texts;
    const lacking = known.flatMap(({ id, presets: offered, signals: asked }) => [
      ...offered.filter(({ name }) => !presets?.[name]).map(({ name }) => `${id} ${name}`),
      ...Object.keys(asked)
        .filter((name) => !signals?.[name] && !presets?.[name])
        .map((name) => `${id} ${name}`),
      ...Object.values(asked)
        .flatMap((signal) => fieldsOf(signal.params))
        .filter(({ name }) => !params?.[name])
        .map(({ name }) => `${id} ${name}`),
    ]);
    expect(lacking).toEqual([]);
  });
});

test("every preset asks a signal of its provider what that accepts", () => {
  for (const { presets, signals } of known) {
    for (const { name, signal, params } of presets) {
      expect(signals[signal]?.params.safeParse(params).success, name).toBe(true);
    }
  }
});

test("the same question has the same key, whatever the order of its fields", () => {
  expect(signalKey("a", { x: 1, y: [2] })).toBe(signalKey("a", { y: [2], x: 1 }));
  expect(signalKey("a", { x: 1 })).not.toBe(signalKey("b", { x: 1 }));
  expect(signalKey("a", { x: 1 })).not.toBe(signalKey("a", { x: "1" }));
});
