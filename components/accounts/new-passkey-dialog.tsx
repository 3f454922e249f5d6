"use client";

import { useTranslations } from "next-intl";
import { useId, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useAddPasskey } from "./use-passkeys.ts";
import { usePasskeyErrorText } from "./use-passkey-error-text.ts";
import { useSuggestedName } from "./use-suggested-name.ts";

interface NewPasskeyDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Those that came with a first second factor, to be shown once. */
  onRecoveryCodes: (codes: string[] | null) => void;
}

/** Asks for a passkey's name, then has the browser make it. */
export function NewPasskeyDialog({ open, onOpenChange, onRecoveryCodes }: NewPasskeyDialogProps) {
  const t = useTranslations("passkeys");
  const formId = useId();
  const errorText = usePasskeyErrorText();
  const suggestName = useSuggestedName();
  const add = useAddPasskey();
  const refused = add.error instanceof ApiError ? add.error : null;

  function change(next: boolean): void {
    if (!next) add.reset();
    onOpenChange(next);
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    // A passkey that is made cannot be taken back when only its name is refused.
    const name = textOf(event.currentTarget, "name").trim() || suggestName();
    add.mutate(name, {
      onSuccess: ({ recoveryCodes }) => {
        change(false);
        showToast({ title: t("added"), tone: "done" });
        onRecoveryCodes(recoveryCodes);
      },
    });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      size="sm"
      title={t("add")}
      description={t("addText")}
      closeLabel={t("close")}
      footer={
        <>
          <Button onClick={() => change(false)}>{t("cancel")}</Button>
          <SubmitButton form={formId} variant="primary" pending={add.isPending}>
            {t("make")}
          </SubmitButton>
        </>
      }
    >
      {open && (
        <Form id={formId} failure={add.error} onSubmit={submit} className="flex flex-col gap-4">
          <Field label={t("name")} hint={t("nameHint")} name="name" error={refused?.field("name")}>
            <Input autoComplete="off" maxLength={80} defaultValue={suggestName()} />
          </Field>
          <FormAlert>{add.error && !refused?.problem.errors && errorText(add.error)}</FormAlert>
        </Form>
      )}
    </Dialog>
  );
}
