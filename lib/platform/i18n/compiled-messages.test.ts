import { expect, it } from "vitest";

import { loadCompiledMessages } from "./compiled-messages.ts";
import { locales } from "./locales.ts";

it.each(locales)(
  "compiles every message of %s into what can be sent to a browser",
  async (locale) => {
    const messages = await loadCompiledMessages(locale);
    const strangers: unknown[] = [];
    JSON.stringify(messages, (_key, value: unknown) => {
      const plain = typeof value !== "object" || value === null || "toString" in value;
      if (!plain) strangers.push(value);
      return value;
    });
    expect(strangers).toEqual([]);
  },
);
