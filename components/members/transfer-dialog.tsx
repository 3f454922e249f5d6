"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { Member } from "#lib/members/contract.ts";
import { memberKeys } from "./keys.ts";
import { useTransferOwnership } from "./use-members.ts";

interface TransferDialogProps {
  /** Who is to be owner; null: nobody, closed. */
  member: Member | null;
  onClose: () => void;
}

/** Asks before the reader gives the organisation out of their hands. */
export function TransferDialog({ member, onClose }: TransferDialogProps) {
  const t = useTranslations("members");
  const errorText = useErrorText();
  const router = useRouter();
  const client = useQueryClient();
  const transfer = useTransferOwnership();
  const name = member?.name ?? "";

  function close(): void {
    transfer.reset();
    onClose();
  }

  function confirm(userId: string): void {
    transfer.mutate(userId, {
      onSuccess: () => {
        showToast({ title: t("ownership.done", { name }), tone: "done" });
        close();
        void client.invalidateQueries({ queryKey: memberKeys.list() });
        // The page shows what an owner may do; the reader is one no longer.
        router.refresh();
      },
    });
  }

  return (
    <ConfirmDialog
      open={member !== null}
      onOpenChange={close}
      title={t("ownership.title", { name })}
      description={t("ownership.text", { name })}
      confirmLabel={t("ownership.confirm")}
      cancelLabel={t("cancel")}
      pending={transfer.isPending}
      onConfirm={() => member && confirm(member.userId)}
    >
      <FormAlert>{transfer.error && errorText(transfer.error)}</FormAlert>
    </ConfirmDialog>
  );
}
