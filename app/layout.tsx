import "pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css";
import "@fontsource-variable/geist-mono/wght.css";
import "./globals.css";

import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

import { parseTheme } from "#components/frame/preferences.ts";
import { Providers } from "#components/frame/providers.tsx";
import { env } from "#lib/platform/env.ts";
import { isSecure, preferenceCookie } from "#lib/platform/http/own-cookie.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return {
    title: { default: t("product"), template: `%s · ${t("product")}` },
    description: t("description"),
    applicationName: t("product"),
    manifest: "/manifest.webmanifest",
    icons: { icon: [{ url: "/favicon.svg", type: "image/svg+xml" }], apple: "/icon-180.png" },
    robots: { index: false, follow: false },
    formatDetection: { telephone: false, email: false, address: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#131419" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, messages, jar, sent] = await Promise.all([
    getLocale(),
    getMessages(),
    cookies(),
    headers(),
  ]);
  // Only the server writes the API's reference; no other page should carry its texts.
  const { "api-docs": _serverOnly, ...forBrowsers } = messages;
  const keys = jar.get(preferenceCookie("keys"))?.value === "off" ? "off" : "on";
  const theme = parseTheme(jar.get(preferenceCookie("theme"))?.value);
  return (
    <html
      lang={locale}
      data-theme={theme}
      data-keys={keys}
      data-secure={isSecure()}
      data-sentry-dsn={env().SENTRY_DSN}
      suppressHydrationWarning
    >
      <body>
        <NextIntlClientProvider messages={forBrowsers}>
          <Providers nonce={sent.get("x-nonce") ?? undefined}>{children}</Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
