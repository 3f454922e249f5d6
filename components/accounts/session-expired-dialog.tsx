"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Form, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { PasswordInput } from "#components/ui/password-input.tsx";
import { useOnDemand } from "#components/ui/use-on-demand.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { useSignIn } from "./use-session.ts";

const load = () => import("./verify-form.tsx");

interface SessionExpiredDialogProps {
  user: { name: string; email: string };
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The heavy half of `SessionExpired`. */
export function SessionExpiredDialog({ user, open, onOpenChange }: SessionExpiredDialogProps) {
  const t = useTranslations("accounts");
  const client = useQueryClient();
  const errorText = useErrorText();
  const signIn = useSignIn();
  const verifying = open && signIn.data?.status === "second_factor";
  const verify = useOnDemand(load, verifying);

  function finish(): void {
    onOpenChange(false);
    signIn.reset();
    void client.invalidateQueries();
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    // React passes the event on to forms around the dialog, although it is not inside them in the page.
    event.stopPropagation();
    const password = textOf(event.currentTarget, "password");
    signIn.mutate(
      { email: user.email, password },
      {
        onSuccess: ({ status }) => {
          if (status === "signed_in") finish();
        },
      },
    );
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="sm"
      title={t("expired.title")}
      description={t("expired.text", { name: user.name })}
      closeLabel={t("expired.later")}
    >
      {verifying && verify && <verify.VerifyForm onDone={finish} />}
      {!verifying && (
        <Form onSubmit={submit} className="flex flex-col gap-4">
          <input type="hidden" name="email" autoComplete="username" value={user.email} readOnly />
          <Field label={t("password")} name="password">
            <PasswordInput
              autoComplete="current-password"
              autoFocus
              showLabel={t("showPassword")}
              hideLabel={t("hidePassword")}
            />
          </Field>
          <FormAlert>{signIn.error && errorText(signIn.error)}</FormAlert>
          <Button type="submit" variant="primary" size="lg" pending={signIn.isPending}>
            {t("signIn")}
          </Button>
        </Form>
      )}
    </Dialog>
  );
}
