import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type MessageTree, loadMessages } from "#lib/platform/i18n/messages.ts";
import { integrationProviders } from "./choices.ts";
import { fieldsOf } from "./fields.ts";
import { providers } from "./provider-registry.ts";

const ITEMS = path.join(process.cwd(), "prisma", "catalog", "items");
const DOCS = path.join(process.cwd(), "docs");
const locales = ["en", "ko"] as const;

type CatalogItem = { automation?: { provider: string; check: string }[] };

/** The checks that the catalog names, by provider. */
function namedChecks(): Map<string, Set<string>> {
  const named = new Map<string, Set<string>>();
  for (const file of readdirSync(ITEMS)) {
    const groups = JSON.parse(readFileSync(path.join(ITEMS, file), "utf8")) as object;
    const items = (Object.values(groups) as CatalogItem[][]).flat();
    for (const { provider, check } of items.flatMap(({ automation = [] }) => automation)) {
      named.set(provider, (named.get(provider) ?? new Set()).add(check));
    }
  }
  return named;
}

/** Which of `names` have no text there. */
function withoutText(tree: MessageTree, place: string[], names: readonly string[]): string[] {
  const texts = place.reduce<MessageTree | string | undefined>(
    (node, key) => (typeof node === "object" ? node[key] : undefined),
    tree,
  );
  return names.filter((name) => typeof texts !== "object" || typeof texts[name] !== "string");
}

const named = namedChecks();
const registered = Object.entries(providers).map(([id, provider]) => ({ id, provider }));

test("every service that can be chosen is there, under its own name", () => {
  expect(registered.map(({ id }) => id).sort()).toEqual([...integrationProviders].sort());
  for (const { id, provider } of registered) expect(provider.id).toBe(id);
});

describe.each(registered)("$id", ({ id, provider }) => {
  const checks = Object.entries(provider.checks);

  test("carries out the checks that the catalog names, and no others", () => {
    expect(Object.keys(provider.checks).sort()).toEqual([...(named.get(id) ?? [])].sort());
  });

  test("has defaults for all settings of its checks but figures that only the project knows", () => {
    const required = checks.flatMap(([, { settings }]) =>
      fieldsOf(settings).filter((field) => field.required && field.kind !== "number"),
    );
    expect(required).toEqual([]);
  });

  test("has presets of its own signals, with parameters that these take", () => {
    const wrong = provider.presets.filter(({ signal, params }) => {
      return !provider.signals[signal]?.params.safeParse(params).success;
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test.each(locales)("has a text for everything that it asks for, in %s", async (locale) => {
    const messages = await loadMessages(locale);
    const fields = [...fieldsOf(provider.config), ...fieldsOf(provider.credentials, true)].map(
      ({ name }) => name,
    );
    const settings = checks.flatMap(([, check]) =>
      fieldsOf(check.settings).map(({ name }) => name),
    );
    const needs = [...checks.map(([, check]) => check), ...Object.values(provider.signals)].flatMap(
      (part) => part.needs,
    );
    const presets = provider.presets.map(({ name }) => name);
    expect({
      provider: withoutText(messages, ["integrations", "provider"], [id]),
      providerAbout: withoutText(messages, ["integrations", "providerAbout"], [id]),
      fields: withoutText(messages, ["integrations", "fields", id], fields),
      hints: withoutText(messages, ["integrations", "hints", id], fields),
      settings: withoutText(messages, ["integrations", "settings"], [...new Set(settings)]),
      access: withoutText(messages, ["integrations", "access", id], [...new Set(needs)]),
      presets: withoutText(messages, ["widgets", "presets"], presets),
    }).toEqual({
      ...{ provider: [], providerAbout: [], fields: [], hints: [] },
      ...{ settings: [], access: [], presets: [] },
    });
  });

  test("has a page for those who connect it, which the page on integrations leads to", () => {
    expect(existsSync(path.join(DOCS, "integrations", `${id}.md`))).toBe(true);
    const contents = readFileSync(path.join(DOCS, "integrations.md"), "utf8");
    expect(contents).toContain(`(integrations/${id}.md)`);
  });
});
