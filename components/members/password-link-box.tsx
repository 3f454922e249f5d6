"use client";

import { useFormatter, useTranslations } from "next-intl";
import { SecretBox } from "#components/ui/secret-box.tsx";
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
      <SecretBox secret={url} copyLabel={t("link.copy")} copiedLabel={t("link.copied")} />
      <p className="text-sm text-muted">{t("link.until", { date })}</p>
    </div>
  );
}
