"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, type FormEvent } from "react";
import type { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { focusFirstInvalid } from "#components/ui/focus-first-invalid.ts";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { PasswordInput } from "#components/ui/password-input.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { changePasswordEndpoint } from "#lib/accounts/contract.ts";
import { ApiError } from "#lib/api-client/api-error.ts";
import { callApi } from "#lib/api-client/call.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { MIN_PASSWORD_LENGTH } from "#lib/platform/http/fields.ts";
import { accountKeys } from "./keys.ts";

/** Changes one's own password. */
export function PasswordForm() {
  const t = useTranslations("accounts");
  const client = useQueryClient();
  const errorText = useErrorText();
  const form = useRef<HTMLFormElement>(null);
  const change = useMutation({
    mutationFn: (body: z.input<typeof changePasswordEndpoint.body>) =>
      callApi(changePasswordEndpoint, { body }),
    onSuccess: async () => {
      form.current?.reset();
      showToast({ title: t("changePassword.done"), tone: "done" });
      await client.invalidateQueries({ queryKey: accountKeys.sessions() });
    },
    onError: () => focusFirstInvalid(form.current),
  });
  const refused = change.error instanceof ApiError ? change.error : null;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    change.mutate({
      currentPassword: String(data.get("currentPassword")),
      newPassword: String(data.get("newPassword")),
    });
  }

  const eye = { showLabel: t("showPassword"), hideLabel: t("hidePassword") };
  return (
    <form ref={form} onSubmit={submit} noValidate className="flex max-w-md flex-col gap-4">
      <Field
        label={t("changePassword.current")}
        name="currentPassword"
        error={refused?.field("currentPassword")}
      >
        <PasswordInput autoComplete="current-password" {...eye} />
      </Field>
      <Field
        label={t("newPassword")}
        hint={t("passwordHint", { min: MIN_PASSWORD_LENGTH })}
        name="newPassword"
        error={refused?.field("newPassword")}
      >
        <PasswordInput autoComplete="new-password" {...eye} />
      </Field>
      <FormAlert>{change.error && !refused?.problem.errors && errorText(change.error)}</FormAlert>
      <Button type="submit" pending={change.isPending} className="self-start">
        {t("changePassword.submit")}
      </Button>
    </form>
  );
}
