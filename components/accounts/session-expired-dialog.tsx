"use client";

import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Form, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { PasswordInput } from "#components/ui/password-input.tsx";
import { useOnDemand } from "#components/ui/use-on-demand.ts";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { useSignIn } from "./use-session.ts";

const load = () => import("./verify-form.tsx");

interface SessionExpiredDialogProps {
  user: { name: string; email: string };
}

/**
 * Lets people sign in again where they are when the server no longer knows their session: what they
 * typed stays on the page behind. Stands once, in the frame; any query or mutation can bring it up.
 */
export function SessionExpiredDialog({ user }: SessionExpiredDialogProps) {
  const t = useTranslations("accounts");
  const client = useQueryClient();
  const errorText = useErrorText();
  const [open, setOpen] = useState(false);
  const signIn = useSignIn();
  const verifying = open && signIn.data?.status === "second_factor";
  const verify = useOnDemand(load, verifying);
  useEffect(() => watchForEndedSession(client, () => setOpen(true)), [client]);

  function finish(): void {
    setOpen(false);
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
      onOpenChange={setOpen}
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

function watchForEndedSession(client: QueryClient, ended: () => void): () => void {
  const check = (event: { type: string; action?: { type: string; error?: unknown } }): void => {
    if (event.type !== "updated" || event.action?.type !== "error") return;
    if (isSessionEnded(event.action.error)) ended();
  };
  const stops = [
    client.getQueryCache().subscribe(check),
    client.getMutationCache().subscribe(check),
  ];
  return () => stops.forEach((stop) => stop());
}

/** A wrong password is answered with 401, too, but ends no session. */
function isSessionEnded(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.problem.code === "unauthenticated" || error.problem.code === "session_ended";
}
