"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copy-button.tsx";

/** A token, shown this once. */
export function TokenSecret({ secret }: { secret: string }) {
  const t = useTranslations("tokens");
  return (
    <div className="flex items-center gap-2 rounded-md border border-line-strong bg-sunken px-3 py-2">
      <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">{secret}</code>
      <CopyButton text={secret} label={t("created.copy")} copiedLabel={t("created.copied")} />
    </div>
  );
}
