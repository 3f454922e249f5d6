"use client";

import { useFormatter, useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { PasswordLink } from "#lib/members/contract.ts";
import { reachable } from "./reachable.ts";

interface PasswordLinkBoxProps {
  name: string;
  link: PasswordLink;
}

/** A set-password link to hand over, shown this once. */
export function PasswordLinkBox({ name, link }: PasswordLinkBoxProps) {
  const t = useTranslations("members");
  const format = useFormatter();
  const date = format.dateTime(new Date(link.expiresAt), "short");
  const url = link.url === null ? "" : reachable(link.url);
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">{t("link.handOver", { name })}</p>
      <div className="flex items-center gap-2 rounded-md border border-line-strong bg-sunken px-3 py-2">
        <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">{url}</code>
        <CopyButton text={url} label={t("link.copy")} copiedLabel={t("link.copied")} />
      </div>
      <p className="text-sm text-muted">{t("link.until", { date })}</p>
    </div>
  );
}
