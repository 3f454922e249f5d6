"use client";

import { useFormatter, useTranslations } from "next-intl";
import Link from "next/link";

/** Tells somebody within their grace period until when they need a second factor. */
export function SecondFactorNotice({ by }: { by: string }) {
  const t = useTranslations("policy");
  const format = useFormatter();
  return (
    <p className="border-b border-line bg-sunken px-4 py-2 text-sm lg:px-6 print:hidden">
      {t.rich("notice", {
        date: format.dateTime(new Date(by), "day"),
        b: (text) => <b className="font-semibold">{text}</b>,
        link: (text) => (
          <Link href="/account#security" className="font-medium underline underline-offset-4">
            {text}
          </Link>
        ),
      })}
    </p>
  );
}
