"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { Member } from "#lib/members/contract.ts";
import { InvitationList } from "./invitation-list.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { isManageable, MemberRow } from "./member-row.tsx";
import { PasswordLinkBox } from "./password-link-box.tsx";
import { RemoveMemberDialog } from "./remove-member-dialog.tsx";
import { ResetFactorDialog } from "./reset-factor-dialog.tsx";
import { TransferDialog } from "./transfer-dialog.tsx";
import { invitationsQuery } from "./use-invitations.ts";
import { membersQuery, useChangeRole, useCreatePasswordLink } from "./use-members.ts";

interface MemberListProps {
  me: { userId: string; role: Member["role"] };
  /** Where somebody is signed in; `manageable`: whether the reader may end it. */
  sessionsOf: (member: Member, manageable: boolean) => ReactNode;
}

/** The people of the organisation, for those who manage them. */
export function MemberList({ me, sessionsOf }: MemberListProps) {
  const t = useTranslations("members");
  const invitations = useTranslations("invitations");
  const errorText = useErrorText();
  const { data } = useSuspenseQuery(membersQuery());
  // Accounts for machines stand with their tokens.
  const people = data.members.filter(({ kind }) => kind === "person");
  const { mail } = useSuspenseQuery(invitationsQuery()).data;
  const [inviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<Member | null>(null);
  const [invited, setInvited] = useState<Member | null>(null);
  const [watched, setWatched] = useState<Member | null>(null);
  const [heir, setHeir] = useState<Member | null>(null);
  const [locked, setLocked] = useState<Member | null>(null);
  const changeRole = useChangeRole();
  const link = useCreatePasswordLink();
  const onError = (error: Error) => showToast({ title: errorText(error), tone: "fail" });

  function makeLink(member: Member): void {
    link.mutate(member.userId, { onSuccess: () => setInvited(member), onError });
  }

  return (
    <>
      <div className="mb-3 flex items-center justify-between gap-3">
        <p className="text-muted">{t("count", { count: people.length })}</p>
        <Button variant="primary" onClick={() => setInviting(true)}>
          <UserPlus aria-hidden className="size-4" />
          {invitations("invite")}
        </Button>
      </div>
      <ul className="divide-y divide-line border-y border-line">
        {people.map((member) => (
          <MemberRow
            key={member.userId}
            member={member}
            me={me}
            onRole={(role) => changeRole.mutate({ userId: member.userId, role }, { onError })}
            pendingRole={
              changeRole.isPending && changeRole.variables.userId === member.userId
                ? changeRole.variables.role
                : null
            }
            onLink={() => makeLink(member)}
            onSessions={() => setWatched(member)}
            onResetFactor={() => setLocked(member)}
            onTransfer={() => setHeir(member)}
            onRemove={() => setLeaving(member)}
          />
        ))}
      </ul>
      <InvitationList ownRole={me.role} />
      <InviteDialog open={inviting} onOpenChange={setInviting} ownRole={me.role} mail={mail} />
      <Dialog
        open={invited !== null}
        onOpenChange={() => {
          setInvited(null);
          link.reset();
        }}
        title={t("link.title")}
        closeLabel={t("close")}
      >
        {invited && link.data && <PasswordLinkBox name={invited.name} link={link.data} />}
      </Dialog>
      <Dialog
        open={watched !== null}
        onOpenChange={() => setWatched(null)}
        title={t("sessions.title", { name: watched?.name ?? "" })}
        closeLabel={t("close")}
      >
        {watched && sessionsOf(watched, isManageable(watched, me))}
      </Dialog>
      <ResetFactorDialog member={locked} onClose={() => setLocked(null)} />
      <TransferDialog member={heir} onClose={() => setHeir(null)} />
      <RemoveMemberDialog member={leaving} colleagues={people} onClose={() => setLeaving(null)} />
    </>
  );
}
