"use client";

import { useFormatter, useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { Invitation } from "#lib/members/invitation-contract.ts";
import { reachable } from "./reachable.ts";

interface InvitationLinkBoxProps {
  invitation: Invitation;
  url: string;
}

/** The link of an invitation to hand over, shown this once. */
export function InvitationLinkBox({ invitation, url }: InvitationLinkBoxProps) {
  const t = useTranslations("invitations");
  const format = useFormatter();
  const address = reachable(url);
  const date = format.dateTime(new Date(invitation.expiresAt), "short");
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">{t("handOver", { name: invitation.name })}</p>
      <div className="flex items-center gap-2 rounded-md border border-line-strong bg-sunken px-3 py-2">
        <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">{address}</code>
        <CopyButton text={address} label={t("copy")} copiedLabel={t("copied")} />
      </div>
      <p className="text-sm text-muted">{t("until", { date })}</p>
    </div>
  );
}
