"use client";

import "./globals.css";

import { useSyncExternalStore } from "react";

import en from "#messages/en/crash.json";
import ko from "#messages/ko/crash.json";

const never = (): (() => void) => () => undefined;

/** The last resort, when even the layout failed: stands alone, without providers. */
export default function GlobalError({ error }: { error: unknown }) {
  const locale = useSyncExternalStore(never, readLocale, () => "en");
  const texts = locale === "ko" ? ko : en;
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <html lang={locale}>
      <body>
        <title>{texts.title}</title>
        <main
          role="alert"
          className="mx-auto flex min-h-[80dvh] max-w-md flex-col items-start justify-center gap-2 px-4"
        >
          <h1 className="text-xl">{texts.title}</h1>
          <p className="text-muted">{texts.safe}</p>
          {digest && (
            <p className="font-mono text-xs text-muted">
              {texts.reference.replace("{reference}", digest)}
            </p>
          )}
          <button
            type="button"
            onClick={() => location.reload()}
            className="mt-2 h-(--control) rounded-md border border-line-strong px-3 font-medium hover:bg-sunken"
          >
            {texts.reload}
          </button>
        </main>
      </body>
    </html>
  );
}

function readLocale(): string {
  const chosen = /(?:^|; )locale=(en|ko)/.exec(document.cookie)?.[1];
  return chosen ?? (navigator.language.startsWith("ko") ? "ko" : "en");
}
