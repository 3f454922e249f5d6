"use client";

import { useTranslations } from "next-intl";
import { useId, useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { useCreateServiceAccount } from "./use-organization-tokens.ts";

const roles = ["member", "admin"] as const;

/** Asks what an account for a machine is called and what it may. */
export function NewServiceAccountDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("tokens");
  const errorText = useErrorText();
  const formId = useId();
  const create = useCreateServiceAccount();
  const [role, setRole] = useState<(typeof roles)[number]>("member");
  const refused = create.error instanceof ApiError ? create.error : null;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    create.mutate({ name: textOf(event.currentTarget, "name"), role }, { onSuccess: onClose });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("organization.newAccount")}
      description={t("organization.accountsAbout")}
      closeLabel={t("close")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <SubmitButton form={formId} variant="primary" pending={create.isPending}>
            {t("organization.newAccount")}
          </SubmitButton>
        </>
      }
    >
      <Form id={formId} failure={create.error} onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("organization.accountName")} name="name" error={refused?.field("name")}>
          <Input autoComplete="off" />
        </Field>
        <Field label={t("organization.accountRole")} error={refused?.field("role")}>
          <Select
            value={role}
            onValueChange={setRole}
            items={roles.map((each) => ({ value: each, label: t(`organization.role.${each}`) }))}
          />
        </Field>
        <FormAlert>{create.error && !refused?.problem.errors && errorText(create.error)}</FormAlert>
      </Form>
    </Dialog>
  );
}
