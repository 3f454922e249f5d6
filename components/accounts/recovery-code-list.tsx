"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";

interface RecoveryCodeListProps {
  codes: readonly string[];
}

/** New recovery codes, shown this once: to copy, to download, to print. */
export function RecoveryCodeList({ codes }: RecoveryCodeListProps) {
  const t = useTranslations("factors");
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">{t("codes.keep")}</p>
      <ol
        aria-label={t("codes.title")}
        className="flex flex-col gap-1 rounded-md border border-line-strong bg-sunken px-4 py-3 font-mono text-sm"
      >
        {codes.map((code) => (
          <li key={code} className="break-all select-all">
            {code}
          </li>
        ))}
      </ol>
      <div className="flex items-center gap-2">
        <Button onClick={() => download(t("codes.file"), textOf(t("codes.heading"), codes))}>
          <Download aria-hidden className="size-4" />
          {t("codes.download")}
        </Button>
        <CopyButton text={codes.join("\n")} label={t("codes.copy")} copiedLabel={t("copied")} />
      </div>
    </div>
  );
}

const textOf = (heading: string, codes: readonly string[]): string =>
  `${heading}\n${location.origin}\n\n${codes.join("\n")}\n`;

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
