"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copy-button.tsx";

/** The address that has to be registered with every provider. */
export function RedirectUrl({ url }: { url: string }) {
  const t = useTranslations("sso");
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-sm font-medium">{t("redirect.label")}</p>
      <div className="flex items-center gap-2 rounded-md border border-line-strong bg-sunken px-3 py-1.5">
        <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">{url}</code>
        <CopyButton text={url} label={t("redirect.copy")} copiedLabel={t("redirect.copied")} />
      </div>
      <p className="text-xs text-muted">{t("redirect.hint")}</p>
    </div>
  );
}
