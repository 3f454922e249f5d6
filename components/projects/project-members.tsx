"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { Select } from "#components/ui/select.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { projectRoles } from "#lib/projects/choices.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { ProjectMember } from "#lib/projects/contract.ts";
import { useOrganizationPeople, useSetProjectMember } from "./use-project-settings.ts";
import { useProjectMembers } from "./use-project.ts";

type Role = (typeof projectRoles)[number];

/** Who works on the project and as what; owners and administrators are there by themselves. */
export function ProjectMembers({ reference }: { reference: string }) {
  const t = useTranslations("projects");
  const errorText = useErrorText();
  const members = useProjectMembers(reference).filter((member) => !member.removed);
  const setMember = useSetProjectMember(reference);
  const onError = (error: Error) => showToast({ title: errorText(error), tone: "fail" });

  function remove(member: ProjectMember, role: Role): void {
    const undo = () => setMember.mutate({ userId: member.userId, role }, { onError });
    setMember.mutate(
      { userId: member.userId, role: null },
      {
        onSuccess: () =>
          showToast({
            title: t("members.removed", { name: member.name }),
            action: { label: t("undo"), onPress: undo },
          }),
        onError,
      },
    );
  }

  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {members.map((member) => (
          <MemberRow
            key={member.userId}
            member={member}
            onRole={(role) => setMember.mutate({ userId: member.userId, role }, { onError })}
            onRemove={(role) => remove(member, role)}
          />
        ))}
      </ul>
      <AddMember
        present={members}
        pending={setMember.isPending}
        onAdd={(userId, role) => setMember.mutate({ userId, role }, { onError })}
      />
    </>
  );
}

interface MemberRowProps {
  member: ProjectMember;
  onRole: (role: Role) => void;
  onRemove: (role: Role) => void;
}

const isProjectRole = (role: ProjectMember["role"]): role is Role =>
  projectRoles.some((each) => each === role);

/** What tells accounts of one name apart. */
function useAccountHint() {
  const t = useTranslations("projects");
  return ({ kind, email }: Pick<ProjectMember, "kind" | "email">) =>
    kind === "service" ? t("members.service") : email;
}

function MemberRow({ member, onRole, onRemove }: MemberRowProps) {
  const t = useTranslations("projects");
  const accountHint = useAccountHint();
  const { role } = member;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2">
      <Avatar name={member.name} size="md" />
      <span className="min-w-0 flex-1">
        <span className="block font-medium break-words">{member.name}</span>
        <span className="block text-sm break-all text-muted">{accountHint(member)}</span>
      </span>
      {isProjectRole(role) ? (
        <span className="flex items-center gap-2 max-sm:basis-full max-sm:pl-11">
          <Select
            label={t("members.roleOf", { name: member.name })}
            size="sm"
            className="w-32!"
            value={role}
            onValueChange={onRole}
            items={projectRoles.map((each) => ({ value: each, label: t(`roles.${each}`) }))}
          />
          <Button size="sm" onClick={() => onRemove(role)}>
            {t("members.remove")}
            <span className="sr-only">{member.name}</span>
          </Button>
        </span>
      ) : (
        <span className="text-sm text-muted">{role && t(`roles.${role}`)}</span>
      )}
    </li>
  );
}

interface AddMemberProps {
  present: readonly ProjectMember[];
  pending: boolean;
  onAdd: (userId: string, role: Role) => void;
}

function AddMember({ present, pending, onAdd }: AddMemberProps) {
  const t = useTranslations("projects");
  const accountHint = useAccountHint();
  const [userId, setUserId] = useState<string | null>(null);
  const [role, setRole] = useState<Role>("engineer");
  const taken = new Set(present.map((member) => member.userId));
  const people = useOrganizationPeople().filter((person) => !taken.has(person.userId));
  if (people.length === 0) return <p className="mt-3 text-sm text-muted">{t("members.all")}</p>;
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2">
      <Combobox
        label={t("members.person")}
        className="min-w-56 flex-1"
        items={people.map((person) => ({
          value: person.userId,
          label: person.name,
          hint: accountHint(person),
        }))}
        value={userId}
        onValueChange={setUserId}
        placeholder={t("members.person")}
        searchPlaceholder={t("members.search")}
        emptyText={t("members.nobody")}
      />
      <Select
        label={t("members.role")}
        className="w-32!"
        value={role}
        onValueChange={setRole}
        items={projectRoles.map((each) => ({ value: each, label: t(`roles.${each}`) }))}
      />
      <Button
        pending={pending}
        disabled={userId === null}
        onClick={() => {
          if (userId === null) return;
          onAdd(userId, role);
          setUserId(null);
        }}
      >
        {t("members.add")}
      </Button>
    </div>
  );
}
