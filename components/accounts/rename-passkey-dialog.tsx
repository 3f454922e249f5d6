"use client";

import { useTranslations } from "next-intl";
import { useId, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { Passkey } from "#lib/passkeys/contract.ts";
import { useRenamePasskey } from "./use-passkeys.ts";

interface RenamePasskeyDialogProps {
  passkey: Passkey;
  onClose: () => void;
}

/** Asks for a passkey's new name. */
export function RenamePasskeyDialog({ passkey, onClose }: RenamePasskeyDialogProps) {
  const t = useTranslations("passkeys");
  const formId = useId();
  const errorText = useErrorText();
  const rename = useRenamePasskey();
  const refused = rename.error instanceof ApiError ? rename.error : null;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const name = textOf(event.currentTarget, "name");
    rename.mutate({ passkeyId: passkey.id, name }, { onSuccess: onClose });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title={t("rename.title")}
      closeLabel={t("close")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <SubmitButton form={formId} variant="primary" pending={rename.isPending}>
            {t("rename.confirm")}
          </SubmitButton>
        </>
      }
    >
      <Form id={formId} failure={rename.error} onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("name")} name="name" error={refused?.field("name")}>
          <Input autoComplete="off" maxLength={80} defaultValue={passkey.name} />
        </Field>
        <FormAlert>{rename.error && !refused?.problem.errors && errorText(rename.error)}</FormAlert>
      </Form>
    </Dialog>
  );
}
