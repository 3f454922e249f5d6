"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { SessionRow } from "./session-row.tsx";
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
            onEnd={session.current ? undefined : () => end.mutate({ sessionId: session.id })}
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
