import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import type { Locale } from "./locales.ts";

export interface MessageTree {
  [key: string]: string | MessageTree;
}

const cache = new Map<Locale, Promise<MessageTree>>();

/**
 * All texts of one language, by namespace: `messages/<locale>/<namespace>.json`. Plain Node, so
 * that the worker can use it too. Read once in production; in development read every time.
 */
export function loadMessages(locale: Locale): Promise<MessageTree> {
  const known = cache.get(locale);
  if (known && process.env.NODE_ENV === "production") return known;
  const loading = readMessages(locale);
  cache.set(locale, loading);
  // A failed read must not be remembered.
  loading.catch(() => cache.delete(locale));
  return loading;
}

async function readMessages(locale: Locale): Promise<MessageTree> {
  const folder = path.join(/* turbopackIgnore: true */ process.cwd(), "messages", locale);
  const files = (await readdir(folder)).filter((file) => file.endsWith(".json")).sort();
  const entries = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(path.join(folder, file), "utf8");
      return [path.basename(file, ".json"), JSON.parse(text) as MessageTree] as const;
    }),
  );
  return Object.fromEntries(entries);
}
