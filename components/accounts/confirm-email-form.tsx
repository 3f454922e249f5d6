"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Form, SubmitButton } from "#components/ui/form.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { callApi } from "#lib/api-client/call.ts";
import { confirmEmailChange } from "#lib/api-client/people-operations.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { useFragment } from "./use-fragment.ts";

/** Confirms an address at the press of a button: mail programs open links by themselves. */
export function ConfirmEmailForm() {
  const t = useTranslations("people.confirm");
  const errorText = useErrorText();
  const secret = useFragment();
  const confirm = useMutation({
    mutationFn: (given: string) => callApi(confirmEmailChange, { body: { secret: given } }),
  });
  const onward = <LinkButton href="/account">{t("toPreflight")}</LinkButton>;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (secret) confirm.mutate(secret);
  }

  if (secret === null) return <Skeleton className="h-24 w-full" />;
  if (secret === "" || confirm.isError) {
    const title = secret === "" ? t("incomplete") : errorText(confirm.error);
    return <ErrorState title={title} action={onward} />;
  }
  if (confirm.data) {
    return (
      <div role="status" className="flex flex-col items-start gap-4">
        <p className="break-words">{t(confirm.data.state, { email: confirm.data.newEmail })}</p>
        {confirm.data.state === "done" && onward}
      </div>
    );
  }
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-muted">{t("about")}</p>
      <SubmitButton variant="primary" size="lg" pending={confirm.isPending}>
        {t("submit")}
      </SubmitButton>
    </Form>
  );
}
