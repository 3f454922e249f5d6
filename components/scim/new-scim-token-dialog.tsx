"use client";

import { useTranslations } from "next-intl";
import { useId, useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Input } from "#components/ui/input.tsx";
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
  const secret = create.data?.secret;

  function change(next: boolean): void {
    if (!next) create.reset();
    onOpenChange(next);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={secret ? t("created.title") : t("create")}
      description={secret ? t("created.text") : undefined}
      closeLabel={t("close")}
      footer={
        secret ? (
          <Button variant="primary" onClick={() => change(false)}>
            {t("created.done")}
          </Button>
        ) : (
          <>
            <Button onClick={() => change(false)}>{t("cancel")}</Button>
            <SubmitButton form={formId} variant="primary" pending={create.isPending}>
              {t("create")}
            </SubmitButton>
          </>
        )
      }
    >
      {secret ? <Secret secret={secret} /> : <TokenForm id={formId} create={create} />}
    </Dialog>
  );
}

function Secret({ secret }: { secret: string }) {
  const t = useTranslations("scim");
  return (
    <div className="flex items-center gap-2 rounded-md border border-line-strong bg-sunken px-3 py-2">
      <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">{secret}</code>
      <CopyButton text={secret} label={t("created.copy")} copiedLabel={t("copied")} />
    </div>
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
