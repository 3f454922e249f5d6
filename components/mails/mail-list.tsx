"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Mail as MailIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { mailStates } from "#lib/mails/choices.ts";
import type { Mail } from "#lib/mails/contract.ts";
import { mailsQuery, useRetryMail } from "./use-mails.ts";

/** What was sent, what waits and why, and what was given up; each can be tried again. */
export function MailList() {
  const t = useTranslations("mails");
  const errorText = useErrorText();
  const [state, setState] = useState<Mail["state"] | "all">("all");
  const asked = useInfiniteQuery(mailsQuery(state === "all" ? null : state));
  const retry = useRetryMail();
  const mails = asked.data?.pages.flatMap((page) => page.mails) ?? [];
  const enabled = asked.data?.pages[0]?.enabled ?? true;

  function tryAgain({ id }: Mail): void {
    retry.mutate(id, {
      onSuccess: () => showToast({ title: t("retried"), tone: "done" }),
      onError: (error) => showToast({ title: errorText(error), tone: "fail" }),
    });
  }

  return (
    <div className="flex flex-col gap-3">
      {!enabled && (
        <p role="note" className="rounded-md border border-line-strong bg-sunken px-3 py-2">
          {t("off")}
        </p>
      )}
      <Segmented
        label={t("filter")}
        value={state}
        onValueChange={setState}
        items={(["all", ...mailStates] as const).map((value) => ({
          value,
          label: value === "all" ? t("all") : t(`state.${value}`),
        }))}
      />
      <FormAlert>{asked.error && errorText(asked.error)}</FormAlert>
      {asked.data && mails.length === 0 ? (
        <EmptyState icon={<MailIcon aria-hidden className="size-5" />}>
          {state === "all" ? t("empty") : t("emptyFiltered")}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line border-y border-line empty:hidden">
          {mails.map((mail) => (
            <MailRow
              key={mail.id}
              mail={mail}
              pending={retry.isPending && retry.variables === mail.id}
              onRetry={() => tryAgain(mail)}
            />
          ))}
        </ul>
      )}
      {asked.hasNextPage && (
        <Button
          className="self-center"
          pending={asked.isFetchingNextPage}
          onClick={() => void asked.fetchNextPage()}
        >
          {t("more")}
        </Button>
      )}
    </div>
  );
}

const tones: Record<Mail["state"], Tone> = { waiting: "stale", sent: "done", failed: "fail" };
const kinds = [
  "invitation",
  "password_reset",
  "email_change_old",
  "email_change_new",
  "security_notice",
] as const;

interface MailRowProps {
  mail: Mail;
  pending: boolean;
  onRetry: () => void;
}

function MailRow({ mail, pending, onRetry }: MailRowProps) {
  const t = useTranslations("mails");
  const { recipient, state, lastError } = mail;
  const kind = kinds.find((each) => each === mail.template);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="font-medium break-all">{recipient}</span>
          <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>
        </p>
        <p className="flex flex-wrap gap-x-3 text-sm text-muted">
          <span>{kind ? t(`kind.${kind}`) : mail.template}</span>
          <span>
            <MailTime mail={mail} />
          </span>
        </p>
        {state !== "sent" && lastError && (
          <p className="text-sm break-words text-muted">{t("reason", { reason: lastError })}</p>
        )}
      </div>
      {state !== "sent" && mail.repeatable && (
        <Button
          size="sm"
          pending={pending}
          aria-label={t("retryNamed", { recipient })}
          onClick={onRetry}
        >
          {t("retry")}
        </Button>
      )}
    </li>
  );
}

function MailTime({ mail }: { mail: Mail }) {
  const t = useTranslations("mails");
  const { state, attempts: count, sentAt, failedAt, nextAttemptAt, createdAt } = mail;
  const at = (value: string) => ({ time: () => <RelativeTime value={value} /> });
  if (sentAt) return t.rich("sentAt", at(sentAt));
  if (state === "failed" && failedAt) return t.rich("failedAt", { count, ...at(failedAt) });
  if (count > 0 && nextAttemptAt) return t.rich("nextAttempt", { count, ...at(nextAttemptAt) });
  return t.rich("waitingSince", at(createdAt));
}
