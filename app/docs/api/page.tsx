import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";

import type { Description } from "#components/api-docs/description.ts";
import { withoutArguments } from "#components/api-docs/error-text.ts";
import { ApiReference } from "#components/api-docs/reference.tsx";
import { BrandMark } from "#components/frame/brand.tsx";
import { PageBody, PageHeader } from "#components/frame/page-header.tsx";
import { LanguageSwitch, ThemeSwitch } from "#components/frame/preference-bar.tsx";
import { getApiDocument } from "#lib/api-document.ts";
import { isLocale } from "#lib/platform/i18n/locales.ts";
import { loadMessages } from "#lib/platform/i18n/messages.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("api-docs");
  return { title: t("title") };
}

export default async function ApiDocsPage() {
  const locale = await getLocale();
  const [t, common, messages, document] = await Promise.all([
    getTranslations("api-docs"),
    getTranslations("common"),
    loadMessages(isLocale(locale) ? locale : "en"),
    getApiDocument(),
  ]);
  const told = (messages as unknown as { errors: { detail: Record<string, string> } }).errors
    .detail;
  const errors = Object.entries(told)
    .map(([code, message]) => ({ code, text: withoutArguments(message) }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
  return (
    <>
      <header className="flex flex-wrap items-center justify-between gap-3 border-b border-line bg-rail px-4 py-3 lg:px-6">
        <Link href="/" className="flex items-center gap-2 font-semibold">
          <BrandMark />
          {common("product")}
        </Link>
        <div className="flex flex-wrap items-center gap-2">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <main>
        <PageBody>
          <PageHeader
            title={t("title")}
            description={t.rich("about", {
              link: (words) => (
                <a
                  href="/api/v1/openapi.json"
                  className="text-accent-ink underline underline-offset-2"
                >
                  {words}
                </a>
              ),
            })}
          />
          <ApiReference
            description={JSON.parse(JSON.stringify(document)) as Description}
            errors={errors}
          />
        </PageBody>
      </main>
    </>
  );
}
