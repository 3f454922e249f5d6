"use client";

import { useTranslations } from "next-intl";
import { Select } from "#components/ui/select.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { groupRoles } from "#lib/scim/choices.ts";
import type { Group } from "#lib/scim/contract.ts";
import { useSetGroupRole } from "./use-directory.ts";

const choices = ["none", ...groupRoles] as const;

/** The directory's groups, and the role that each of them gives. */
export function GroupList({ groups }: { groups: readonly Group[] }) {
  const t = useTranslations("scim");
  const errorText = useErrorText();
  const set = useSetGroupRole();
  if (groups.length === 0) return <p className="text-muted">{t("groups.empty")}</p>;
  const pendingRole = ({ id, role }: Group) =>
    set.isPending && set.variables.groupId === id ? set.variables.role : role;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {groups.map((group) => (
        <li key={group.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
          <div className="min-w-0 flex-1">
            <p className="font-medium break-words">{group.displayName}</p>
            <p className="text-sm text-muted">{t("groups.people", { count: group.memberCount })}</p>
          </div>
          <Select
            label={t("groups.roleOf", { name: group.displayName })}
            size="sm"
            className="w-44! max-sm:w-full!"
            value={pendingRole(group) ?? "none"}
            onValueChange={(choice) =>
              set.mutate(
                { groupId: group.id, role: choice === "none" ? null : choice },
                { onError: (error) => showToast({ title: errorText(error), tone: "fail" }) },
              )
            }
            items={choices.map((value) => ({ value, label: t(`groups.role.${value}`) }))}
          />
        </li>
      ))}
    </ul>
  );
}
