"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { Member } from "#lib/members/contract.ts";
import { useResetSecondFactor } from "./use-members.ts";

interface ResetFactorDialogProps {
  /** Whose second factor is lost; null: closed. */
  member: Member | null;
  onClose: () => void;
}

/** Asks before somebody's second factors are taken away. */
export function ResetFactorDialog({ member, onClose }: ResetFactorDialogProps) {
  const t = useTranslations("members");
  const errorText = useErrorText();
  const reset = useResetSecondFactor();

  function confirm(): void {
    if (!member) return;
    // Before the question who asks, which is a dialog, too.
    onClose();
    reset.mutate(member.userId, {
      onSuccess: () => showToast({ title: t("reset.done", { name: member.name }), tone: "done" }),
      onError: (error) => showToast({ title: errorText(error), tone: "fail" }),
    });
  }

  return (
    <ConfirmDialog
      open={member !== null}
      onOpenChange={onClose}
      title={t("reset.title", { name: member?.name ?? "" })}
      description={t("reset.text")}
      confirmLabel={t("reset.confirm")}
      cancelLabel={t("cancel")}
      onConfirm={confirm}
    />
  );
}
