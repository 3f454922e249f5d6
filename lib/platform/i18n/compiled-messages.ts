import compile from "icu-minify/compile";
import type { AbstractIntlMessages } from "next-intl";

import type { Locale } from "./locales.ts";
import { loadMessages, type MessageTree } from "./messages.ts";

type Compiled = ReturnType<typeof compile>;

const byText = new Map<string, Compiled>();
const byTree = new WeakMap<MessageTree, AbstractIntlMessages>();

/**
 * All texts of one language in the form that the web application fills in: next.config.js leaves
 * the parser for plain ones out. Everything outside of the web application uses `loadMessages`.
 */
export async function loadCompiledMessages(locale: Locale): Promise<AbstractIntlMessages> {
  const tree = await loadMessages(locale);
  const known = byTree.get(tree);
  if (known) return known;
  const compiled = compileTree(tree);
  byTree.set(tree, compiled);
  return compiled;
}

function compileTree(tree: MessageTree): AbstractIntlMessages {
  const entries = Object.entries(tree).map(([key, value]) => [
    key,
    typeof value === "string" ? compileText(value) : compileTree(value),
  ]);
  // next-intl's type knows plain texts only.
  return Object.fromEntries(entries) as AbstractIntlMessages;
}

function compileText(text: string): Compiled {
  const known = byText.get(text);
  if (known !== undefined) return known;
  // Through JSON, since React hands only objects with a prototype to the browser.
  const compiled = JSON.parse(JSON.stringify(compile(text))) as Compiled;
  byText.set(text, compiled);
  return compiled;
}
