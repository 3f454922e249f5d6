"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { showToast } from "#components/ui/toast.tsx";
import type { EmailChange } from "#lib/accounts/person-contract.ts";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { meQuery } from "./use-account.ts";
import { emailChangeQuery, useCancelEmailChange, useRequestEmailChange } from "./use-person.ts";

/** One's address, and the way to another one. */
export function EmailSection() {
  const t = useTranslations("people.email");
  const { data: me } = useSuspenseQuery(meQuery());
  const { data } = useSuspenseQuery(emailChangeQuery());
  const [asking, setAsking] = useState(false);
  return (
    <div className="flex max-w-md flex-col gap-4">
      <dl className="text-sm">
        <dt className="text-muted">{t("current")}</dt>
        <dd className="font-medium break-all">{me.user.email}</dd>
      </dl>
      {data.change && <Pending change={data.change} />}
      {!data.possible && <p className="text-sm text-muted">{t("off")}</p>}
      {data.possible && asking && <ChangeForm onClose={() => setAsking(false)} />}
      {data.possible && !asking && (
        <Button className="self-start" onClick={() => setAsking(true)}>
          {t("change")}
        </Button>
      )}
    </div>
  );
}

function Pending({ change }: { change: EmailChange }) {
  const t = useTranslations("people.email");
  const format = useFormatter();
  const errorText = useErrorText();
  const cancel = useCancelEmailChange();
  const date = format.dateTime(new Date(change.expiresAt), "short");
  const sides = [
    { label: t("old"), confirmed: change.oldConfirmed },
    { label: t("newAddress"), confirmed: change.newConfirmed },
  ];
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line-strong bg-sunken px-3 py-2">
      <p className="break-words">{t("pending", { email: change.newEmail, date })}</p>
      <ul className="text-sm">
        {sides.map(({ label, confirmed }) => (
          <li key={label} className="flex items-center gap-2">
            <StateMark state={confirmed ? "done" : "unknown"} className="size-4" />
            {label}: {confirmed ? t("confirmed") : t("open")}
          </li>
        ))}
      </ul>
      <Button
        size="sm"
        className="self-start"
        pending={cancel.isPending}
        onClick={() =>
          cancel.mutate(undefined, {
            onSuccess: () => showToast({ title: t("givenUp") }),
            onError: (error) => showToast({ title: errorText(error), tone: "fail" }),
          })
        }
      >
        {t("giveUp")}
      </Button>
    </div>
  );
}

function ChangeForm({ onClose }: { onClose: () => void }) {
  const t = useTranslations("people.email");
  const errorText = useErrorText();
  const ask = useRequestEmailChange();
  const refused = ask.error instanceof ApiError ? ask.error : null;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    ask.mutate(textOf(event.currentTarget, "newEmail"), {
      onSuccess: () => {
        showToast({ title: t("asked"), tone: "done" });
        onClose();
      },
    });
  }

  return (
    <Form failure={ask.error} onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t("new")} name="newEmail" error={refused?.field("newEmail")}>
        <Input type="email" inputMode="email" autoComplete="email" autoFocus />
      </Field>
      <FormAlert>{ask.error && !refused?.problem.errors && errorText(ask.error)}</FormAlert>
      <div className="flex flex-wrap gap-2">
        <SubmitButton pending={ask.isPending}>{t("submit")}</SubmitButton>
        <Button variant="ghost" onClick={onClose}>
          {t("cancel")}
        </Button>
      </div>
    </Form>
  );
}
