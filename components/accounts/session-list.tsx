"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { Session } from "#lib/accounts/contract.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { describeBrowser } from "./describe-browser.ts";
import { sessionsQuery, useEndSession } from "./use-account.ts";

/** Where one is signed in, and the way to end each of it. */
export function SessionList() {
  const t = useTranslations("accounts");
  const errorText = useErrorText();
  const { data } = useSuspenseQuery(sessionsQuery());
  const end = useEndSession();
  const others = data.sessions.filter((session) => !session.current);
  const ending = end.isPending ? end.variables : null;
  return (
    <div className="flex flex-col gap-3">
      <ul className="divide-y divide-line border-y border-line">
        {data.sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            pending={typeof ending === "object" && ending?.sessionId === session.id}
            onEnd={() => end.mutate({ sessionId: session.id })}
          />
        ))}
      </ul>
      <FormAlert>{end.error && errorText(end.error)}</FormAlert>
      {others.length > 0 && (
        <Button
          className="self-start"
          pending={ending === "others"}
          onClick={() => end.mutate("others")}
        >
          {t("sessions.endOthers")}
        </Button>
      )}
    </div>
  );
}

interface SessionRowProps {
  session: Session;
  pending: boolean;
  onEnd: () => void;
}

function SessionRow({ session, pending, onEnd }: SessionRowProps) {
  const t = useTranslations("accounts");
  const { browser, system } = describeBrowser(session.userAgent);
  const name =
    browser && system
      ? t("sessions.browserOn", { browser, system })
      : (browser ?? system ?? t("sessions.unknown"));
  return (
    <li className="flex items-center gap-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="font-medium">{name}</span>
          {session.current && <Badge tone="accent">{t("sessions.current")}</Badge>}
        </p>
        <p className="flex flex-wrap gap-x-2 text-sm text-muted">
          {session.ip && <span className="font-mono">{session.ip}</span>}
          <span>
            {t.rich("sessions.seen", { time: () => <RelativeTime value={session.lastSeenAt} /> })}
          </span>
        </p>
      </div>
      {!session.current && (
        <Button
          size="sm"
          pending={pending}
          aria-label={t("sessions.endNamed", { name })}
          onClick={onEnd}
        >
          {t("sessions.end")}
        </Button>
      )}
    </li>
  );
}
