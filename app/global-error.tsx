"use client";

import "./globals.css";

import en from "#messages/en/crash.json";
import ko from "#messages/ko/crash.json";

const languages = [
  { locale: "en", texts: en },
  { locale: "ko", texts: ko },
] as const;

/**
 * The last resort, when even the layout failed. It stands alone: no providers, no hooks and no
 * script to rely on, and for want of the reader's language it speaks all of ours.
 */
export default function GlobalError({ error }: { error: unknown }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <html lang="en">
      <body>
        <title>Preflight</title>
        <main
          role="alert"
          className="mx-auto flex min-h-[80dvh] max-w-md flex-col justify-center gap-8 px-4"
        >
          {languages.map(({ locale, texts }) => (
            <section key={locale} lang={locale} className="flex flex-col items-start gap-2">
              <h1 className="text-xl">{texts.title}</h1>
              <p className="text-muted">{texts.safe}</p>
              {digest && (
                <p className="font-mono text-xs text-muted">
                  {texts.reference.replace("{reference}", digest)}
                </p>
              )}
              <form>
                <button className="mt-2 h-(--control) rounded-md border border-line-strong px-3 font-medium hover:bg-sunken">
                  {texts.reload}
                </button>
              </form>
            </section>
          ))}
        </main>
      </body>
    </html>
  );
}
