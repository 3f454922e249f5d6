"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { callApi } from "#lib/api-client/call.ts";
import { endMemberSessions, listMemberSessions } from "#lib/api-client/security-operations.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { accountKeys } from "./keys.ts";
import { SessionRow } from "./session-row.tsx";

interface MemberSessionsProps {
  userId: string;
  /** Whether the reader may end them. */
  manageable: boolean;
}

/** Where another person is signed in, for administrators, and the way to end all of it. */
export function MemberSessions({ userId, manageable }: MemberSessionsProps) {
  const t = useTranslations("accounts");
  const errorText = useErrorText();
  const client = useQueryClient();
  const queryKey = accountKeys.memberSessions(userId);
  const { data, error } = useQuery({
    queryKey,
    queryFn: ({ signal }) => callApi(listMemberSessions, { params: { userId }, signal }),
  });
  const end = useMutation({
    mutationFn: () => callApi(endMemberSessions, { params: { userId } }),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  const failure = end.error ?? error;
  return (
    <div className="flex flex-col gap-3" aria-busy={!data && !error}>
      {!data && !error && <Skeleton className="h-12" />}
      {data && data.sessions.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {data.sessions.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      )}
      <p role="status" className="text-muted empty:hidden">
        {data?.sessions.length === 0 && t("sessions.none")}
      </p>
      <FormAlert>{failure && errorText(failure)}</FormAlert>
      {manageable && data && data.sessions.length > 0 && (
        <Button className="self-start" pending={end.isPending} onClick={() => end.mutate()}>
          {t("sessions.endAll")}
        </Button>
      )}
    </div>
  );
}
