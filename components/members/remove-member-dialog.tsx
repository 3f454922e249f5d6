"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import { Combobox } from "#components/ui/combobox.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { Member } from "#lib/members/contract.ts";
import { openItemsQuery, useRemoveMember } from "./use-members.ts";

interface RemoveMemberDialogProps {
  /** Who is to be removed; null: nobody, closed. */
  member: Member | null;
  /** Who could take over. */
  colleagues: readonly Member[];
  onClose: () => void;
}

/** Asks before somebody is removed, and who takes over their open items. */
export function RemoveMemberDialog({ member, colleagues, onClose }: RemoveMemberDialogProps) {
  const t = useTranslations("members");
  const errorText = useErrorText();
  const [heir, setHeir] = useState<string | null>(null);
  const remove = useRemoveMember();
  const refused = remove.error instanceof ApiError ? remove.error : null;
  const fieldError = refused?.field("handOverTo");

  function close(): void {
    setHeir(null);
    remove.reset();
    onClose();
  }

  function confirm({ userId, name }: Member): void {
    remove.mutate(
      { userId, handOverTo: heir },
      {
        onSuccess: () => {
          showToast({ title: t(heir ? "remove.handedOver" : "remove.removed", { name }) });
          close();
        },
      },
    );
  }

  return (
    <ConfirmDialog
      open={member !== null}
      onOpenChange={close}
      title={t("remove.title", { name: member?.name ?? "" })}
      description={t("remove.text")}
      confirmLabel={t("remove.confirm")}
      cancelLabel={t("cancel")}
      pending={remove.isPending}
      onConfirm={() => member && confirm(member)}
    >
      <div className="flex flex-col gap-3">
        {member && (
          <OpenItems userId={member.userId}>
            <Field label={t("remove.handOver")} error={fieldError}>
              <Combobox
                placeholder={t("remove.keep")}
                searchPlaceholder={t("remove.searchPeople")}
                emptyText={t("remove.noPeople")}
                clearLabel={t("remove.keep")}
                value={heir}
                onValueChange={setHeir}
                items={colleagues
                  .filter(({ userId }) => userId !== member.userId)
                  .map(({ userId, name }) => ({ value: userId, label: name }))}
              />
            </Field>
          </OpenItems>
        )}
        <FormAlert>{remove.error && !fieldError && errorText(remove.error)}</FormAlert>
      </div>
    </ConfirmDialog>
  );
}

interface OpenItemsProps {
  userId: string;
  /** Shown where there is something to hand over. */
  children: ReactNode;
}

function OpenItems({ userId, children }: OpenItemsProps) {
  const t = useTranslations("members");
  const format = useFormatter();
  const { data, isError } = useQuery(openItemsQuery(userId));
  if (isError) return children;
  return (
    <>
      <p role="status">
        {!data && t("remove.counting")}
        {data?.count === 0 && t("remove.noItems")}
        {data &&
          data.count > 0 &&
          t("remove.items", {
            count: data.count,
            projects: format.list(data.projects.map(({ name }) => name)),
          })}
      </p>
      {data && data.count > 0 && children}
    </>
  );
}
