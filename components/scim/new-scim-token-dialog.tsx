"use client";

import { useTranslations } from "next-intl";
import { useId, useState, type FormEvent } from "react";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { SecretDialog } from "#components/ui/secret-dialog.tsx";
import { Select } from "#components/ui/select.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { useCreateScimToken } from "./use-directory.ts";

const lifetimes = ["90", "180", "365"] as const;
const DAY_MS = 86_400_000;
// A browser's clock may be a little ahead of the server's, which allows a year and no more.
const CLOCK_MARGIN_MS = 10 * 60_000;

interface NewScimTokenDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks which directory a token is for, then shows it once. */
export function NewScimTokenDialog({ open, onOpenChange }: NewScimTokenDialogProps) {
  const t = useTranslations("scim");
  const formId = useId();
  const create = useCreateScimToken();

  function change(next: boolean): void {
    if (!next) create.reset();
    onOpenChange(next);
  }

  return (
    <SecretDialog
      open={open}
      onOpenChange={change}
      closeLabel={t("close")}
      secret={create.data?.secret}
      asking={{
        ...{ title: t("create"), cancelLabel: t("cancel") },
        confirm: (
          <SubmitButton form={formId} variant="primary" pending={create.isPending}>
            {t("create")}
          </SubmitButton>
        ),
      }}
      shown={{
        ...{ title: t("created.title"), text: t("created.text"), doneLabel: t("created.done") },
        ...{ copyLabel: t("created.copy"), copiedLabel: t("copied") },
      }}
    >
      <TokenForm id={formId} create={create} />
    </SecretDialog>
  );
}

function TokenForm({ id, create }: { id: string; create: ReturnType<typeof useCreateScimToken> }) {
  const t = useTranslations("scim");
  const errorText = useErrorText();
  const [days, setDays] = useState<(typeof lifetimes)[number]>("365");
  const refused = create.error instanceof ApiError ? create.error : null;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const name = textOf(event.currentTarget, "name");
    const expiresAt = new Date(Date.now() + Number(days) * DAY_MS - CLOCK_MARGIN_MS).toISOString();
    create.mutate({ name, expiresAt });
  }

  return (
    <Form id={id} failure={create.error} onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t("name")} hint={t("nameHint")} name="name" error={refused?.field("name")}>
        <Input autoComplete="off" />
      </Field>
      <Field label={t("lifetime")} error={refused?.field("expiresAt")}>
        <Select
          value={days}
          onValueChange={setDays}
          items={lifetimes.map((value) => ({ value, label: t("days", { count: Number(value) }) }))}
        />
      </Field>
      <FormAlert>{create.error && !refused?.problem.errors && errorText(create.error)}</FormAlert>
    </Form>
  );
}
