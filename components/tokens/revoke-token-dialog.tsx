"use client";

import type { UseMutationResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { Token } from "#lib/tokens/contract.ts";

interface RevokeTokenDialogProps {
  /** Open while there is one. */
  token: Token | null;
  revoke: Pick<UseMutationResult<unknown, Error, string>, "isPending" | "mutate">;
  onClose: () => void;
}

/** Asks before a token is revoked. */
export function RevokeTokenDialog({ token, revoke, onClose }: RevokeTokenDialogProps) {
  const t = useTranslations("tokens");
  return (
    <ConfirmDialog
      open={token !== null}
      onOpenChange={onClose}
      title={t("revoke.title", { name: token?.name ?? "" })}
      description={t("revoke.text")}
      confirmLabel={t("revoke.confirm")}
      cancelLabel={t("cancel")}
      pending={revoke.isPending}
      onConfirm={() => token && revoke.mutate(token.id, { onSettled: onClose })}
    />
  );
}
