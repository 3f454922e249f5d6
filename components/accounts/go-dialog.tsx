"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { HeirField } from "./heir-field.tsx";
import { meQuery } from "./use-account.ts";
import { useGo, type WayOut } from "./use-person.ts";

interface GoDialogProps {
  /** Null: closed. */
  way: WayOut | null;
  onClose: () => void;
}

/** Asks before somebody leaves or deletes their account, and who takes over their open items. */
export function GoDialog({ way, onClose }: GoDialogProps) {
  const t = useTranslations("people.data");
  const errorText = useErrorText();
  const { organization, user } = useSuspenseQuery(meQuery()).data;
  const [heir, setHeir] = useState<string | null>(null);
  const go = useGo();
  const refused = go.error instanceof ApiError ? go.error : null;
  const fieldError = refused?.field("handOverTo");
  const shown = way ?? "leave";

  function close(): void {
    go.reset();
    setHeir(null);
    onClose();
  }

  return (
    <ConfirmDialog
      open={way !== null}
      onOpenChange={close}
      title={t(`${shown}Title`, { organization: organization.name })}
      description={t(`${shown}Text`)}
      confirmLabel={t(`${shown}Confirm`)}
      cancelLabel={t("cancel")}
      pending={go.isPending || go.isSuccess}
      onConfirm={() => go.mutate({ way: shown, heir })}
    >
      <div className="flex flex-col gap-3">
        <HeirField userId={user.id} heir={heir} onHeir={setHeir} error={fieldError} />
        <FormAlert>{go.error && !fieldError && errorText(go.error)}</FormAlert>
      </div>
    </ConfirmDialog>
  );
}
