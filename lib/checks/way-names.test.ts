import { expect, it } from "vitest";
import { locales } from "#lib/platform/i18n/locales.ts";
import { loadMessages } from "#lib/platform/i18n/messages.ts";
import { catalogItems } from "#lib/templates/catalog.ts";
import { readCatalogFiles } from "#lib/templates/read-catalog.ts";

it.each(locales)("whatever the catalog verifies with has a name in %s", async (locale) => {
  const messages = await loadMessages(locale);
  const items = catalogItems(readCatalogFiles("prisma/catalog"));
  const providers = new Set(
    items.flatMap(({ automation }) => automation.map(({ provider }) => provider)),
  );
  // What people attest has a sentence of its own.
  providers.delete("self-attest");
  expect(providers.size).toBeGreaterThan(10);
  for (const provider of providers) {
    expect(messages).toHaveProperty(["checks", "ways", "provider", provider]);
  }
});
