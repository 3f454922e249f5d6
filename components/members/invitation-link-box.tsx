"use client";

import { useFormatter, useTranslations } from "next-intl";
import { SecretBox } from "#components/ui/secret-box.tsx";
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
      <SecretBox secret={address} copyLabel={t("copy")} copiedLabel={t("copied")} />
      <p className="text-sm text-muted">{t("until", { date })}</p>
    </div>
  );
}
