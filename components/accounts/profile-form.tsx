"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { meQuery, useUpdateMe } from "./use-account.ts";

/** One's name as colleagues and the audit log show it. */
export function ProfileForm() {
  const t = useTranslations("accounts");
  const router = useRouter();
  const errorText = useErrorText();
  const { data: me } = useSuspenseQuery(meQuery());
  const update = useUpdateMe();
  const refused = update.error instanceof ApiError ? update.error : null;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    update.mutate(
      { name: textOf(event.currentTarget, "name") },
      {
        onSuccess: () => {
          showToast({ title: t("profile.saved"), tone: "done" });
          // The frame shows the name, too.
          router.refresh();
        },
      },
    );
  }

  return (
    <Form failure={update.error} onSubmit={submit} className="flex max-w-md flex-col gap-4">
      <Field label={t("profile.name")} name="name" error={refused?.field("name")}>
        <Input autoComplete="name" defaultValue={me.user.name} />
      </Field>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-sm">
        <dt className="text-muted">{t("profile.organization")}</dt>
        <dd className="min-w-0 break-words">{me.organization.name}</dd>
        <dt className="text-muted">{t("profile.role")}</dt>
        <dd>{t(`roles.${me.role}`)}</dd>
      </dl>
      <FormAlert>{update.error && !refused?.problem.errors && errorText(update.error)}</FormAlert>
      <SubmitButton pending={update.isPending} className="self-start">
        {t("profile.save")}
      </SubmitButton>
    </Form>
  );
}
