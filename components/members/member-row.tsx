"use client";

import { Crown, KeyRound, Link2, MonitorSmartphone, MoreHorizontal, UserMinus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Select } from "#components/ui/select.tsx";
import { organizationRoles } from "#lib/members/choices.ts";
import type { Member } from "#lib/members/contract.ts";

interface MemberRowProps {
  member: Member;
  me: { userId: string; role: Member["role"] };
  /** Chosen and under way; shown at once. */
  pendingRole: Member["role"] | null;
  onRole: (role: Member["role"]) => void;
  onLink: () => void;
  onSessions: () => void;
  onResetFactor: () => void;
  onTransfer: () => void;
  onRemove: () => void;
}

/** Whether the reader may change or remove somebody: not themselves, and owners as an owner only. */
export function isManageable(member: Member, me: MemberRowProps["me"]): boolean {
  return member.userId !== me.userId && (member.role !== "owner" || me.role === "owner");
}

/** One person: who, since when, with which role, and what can be done. */
export function MemberRow(props: MemberRowProps) {
  const { member, me, pendingRole, onRole, onLink, onSessions, onRemove } = props;
  const { onResetFactor, onTransfer } = props;
  const t = useTranslations("members");
  const isMe = member.userId === me.userId;
  const manageable = isManageable(member, me);
  const roles = organizationRoles.filter((role) => role !== "owner" || me.role === "owner");
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
      <Avatar name={member.name} size="md" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="font-medium break-words">{member.name}</span>
          {isMe && <Badge tone="accent">{t("you")}</Badge>}
          {member.state === "invited" && <Badge tone="stale">{t("invited")}</Badge>}
        </p>
        <p className="flex flex-wrap gap-x-3 text-sm text-muted">
          <span className="break-all">{member.email}</span>
          <Seen member={member} />
        </p>
      </div>
      <div className="flex items-center gap-2 max-sm:w-full max-sm:pl-11">
        {manageable ? (
          <Select
            label={t("roleOf", { name: member.name })}
            size="sm"
            className="w-36! max-sm:flex-1!"
            value={pendingRole ?? member.role}
            onValueChange={onRole}
            items={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
          />
        ) : (
          <span className="w-36 px-2.5 text-sm text-muted">{t(`roles.${member.role}`)}</span>
        )}
        {manageable ? (
          <Menu
            align="end"
            trigger={
              <IconButton size="sm" label={t("actionsFor", { name: member.name })}>
                <MoreHorizontal aria-hidden className="size-4" />
              </IconButton>
            }
          >
            <MenuItem icon={<Link2 aria-hidden className="size-4" />} onSelect={onLink}>
              {t("link.make")}
            </MenuItem>
            <MenuItem
              icon={<MonitorSmartphone aria-hidden className="size-4" />}
              onSelect={onSessions}
            >
              {t("sessions.show")}
            </MenuItem>
            {member.secondFactor && (
              <MenuItem icon={<KeyRound aria-hidden className="size-4" />} onSelect={onResetFactor}>
                {t("reset.action")}
              </MenuItem>
            )}
            {me.role === "owner" && member.role !== "owner" && (
              <MenuItem icon={<Crown aria-hidden className="size-4" />} onSelect={onTransfer}>
                {t("ownership.action")}
              </MenuItem>
            )}
            <MenuItem
              icon={<UserMinus aria-hidden className="size-4" />}
              tone="fail"
              onSelect={onRemove}
            >
              {t("remove.action")}
            </MenuItem>
          </Menu>
        ) : (
          <span aria-hidden className="w-7 max-sm:hidden" />
        )}
      </div>
    </li>
  );
}

function Seen({ member }: { member: Member }) {
  const t = useTranslations("members");
  if (member.lastSeenAt) {
    const { lastSeenAt } = member;
    return <span>{t.rich("seen", { time: () => <RelativeTime value={lastSeenAt} /> })}</span>;
  }
  if (member.state === "invited") {
    const { linkExpiresAt } = member;
    return (
      <span>
        {linkExpiresAt
          ? t.rich("link.ends", { time: () => <RelativeTime value={linkExpiresAt} /> })
          : t("link.ended")}
      </span>
    );
  }
  return null;
}
