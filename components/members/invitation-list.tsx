"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { Link2, MoreHorizontal, Send, UserX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { useCurrentTime } from "#components/ui/use-current-time.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { Member } from "#lib/members/contract.ts";
import type { Invitation, InvitationLink } from "#lib/members/invitation-contract.ts";
import { InvitationLinkBox } from "./invitation-link-box.tsx";
import { invitationsQuery, useResendInvitation, useRevokeInvitation } from "./use-invitations.ts";

interface InvitationListProps {
  /** The role of the reader: only owners deal with invitations of owners. */
  ownRole: Member["role"];
}

/** Who has been invited and has not come yet; nothing where there is nobody. */
export function InvitationList({ ownRole }: InvitationListProps) {
  const t = useTranslations("invitations");
  const errorText = useErrorText();
  const { data } = useSuspenseQuery(invitationsQuery());
  const [shown, setShown] = useState<InvitationLink | null>(null);
  const resend = useResendInvitation();
  const revoke = useRevokeInvitation();
  const onError = (error: Error) => showToast({ title: errorText(error), tone: "fail" });

  function renew(invitationId: string, by: "mail" | "link"): void {
    resend.mutate(
      { invitationId, by },
      {
        onSuccess: (made) => {
          const { email } = made.invitation;
          if (made.mailed) showToast({ title: t("resent", { email }), tone: "done" });
          else setShown(made);
        },
        onError,
      },
    );
  }

  function end({ id, name }: Invitation): void {
    revoke.mutate(id, { onSuccess: () => showToast({ title: t("revoked", { name }) }), onError });
  }

  return (
    <>
      {data.invitations.length > 0 && (
        <section aria-labelledby="invitations-title" className="mt-8">
          <h2 id="invitations-title" className="mb-2 text-base font-semibold">
            {t("pending")}
          </h2>
          <ul className="divide-y divide-line border-y border-line">
            {data.invitations.map((invitation) => (
              <InvitationRow
                key={invitation.id}
                invitation={invitation}
                mail={data.mail}
                manageable={invitation.role !== "owner" || ownRole === "owner"}
                onRenew={(by) => renew(invitation.id, by)}
                onRevoke={() => end(invitation)}
              />
            ))}
          </ul>
        </section>
      )}
      <Dialog
        open={shown !== null}
        onOpenChange={() => {
          setShown(null);
          resend.reset();
        }}
        title={t("linkTitle", { name: shown?.invitation.name ?? "" })}
        closeLabel={t("close")}
      >
        {shown?.url && <InvitationLinkBox invitation={shown.invitation} url={shown.url} />}
      </Dialog>
    </>
  );
}

interface InvitationRowProps {
  invitation: Invitation;
  mail: boolean;
  manageable: boolean;
  onRenew: (by: "mail" | "link") => void;
  onRevoke: () => void;
}

function InvitationRow({ invitation, mail, manageable, onRenew, onRevoke }: InvitationRowProps) {
  const t = useTranslations("invitations");
  const roles = useTranslations("members.roles");
  const now = useCurrentTime();
  const { name, email, role, invitedBy, expiresAt, projectRoles } = invitation;
  const expired = new Date(expiresAt).getTime() <= now;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="font-medium break-words">{name}</span>
          <Badge>{roles(role)}</Badge>
          {expired && <Badge tone="fail">{t("expired")}</Badge>}
        </p>
        <p className="flex flex-wrap gap-x-3 text-sm text-muted">
          <span className="break-all">{email}</span>
          <span>{t("by", { name: invitedBy.name })}</span>
          {!expired && (
            <span>{t.rich("expires", { time: () => <RelativeTime value={expiresAt} /> })}</span>
          )}
        </p>
        <ul className="flex flex-wrap gap-x-3 text-sm text-muted empty:hidden">
          {projectRoles.map((granted) => (
            <li key={granted.projectId} className="break-words">
              {granted.name}: {t(`projectRoles.${granted.role}`)}
            </li>
          ))}
        </ul>
      </div>
      {manageable && (
        <Menu
          align="end"
          trigger={
            <IconButton size="sm" label={t("actionsFor", { name })}>
              <MoreHorizontal aria-hidden className="size-4" />
            </IconButton>
          }
        >
          {mail && (
            <MenuItem
              icon={<Send aria-hidden className="size-4" />}
              onSelect={() => onRenew("mail")}
            >
              {t("resend")}
            </MenuItem>
          )}
          <MenuItem
            icon={<Link2 aria-hidden className="size-4" />}
            onSelect={() => onRenew("link")}
          >
            {t("makeLink")}
          </MenuItem>
          <MenuItem icon={<UserX aria-hidden className="size-4" />} tone="fail" onSelect={onRevoke}>
            {t("revoke")}
          </MenuItem>
        </Menu>
      )}
    </li>
  );
}
