"use client";

import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { Session } from "#lib/accounts/contract.ts";
import { describeBrowser } from "./describe-browser.ts";

interface SessionRowProps {
  session: Session;
  pending?: boolean;
  /** Without it, the row only shows. */
  onEnd?: (() => void) | undefined;
}

/** One place where somebody is signed in: with what, from where, how and when last. */
export function SessionRow({ session, pending = false, onEnd }: SessionRowProps) {
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
          {session.awaitsSecondFactor && <Badge tone="stale">{t("sessions.awaits")}</Badge>}
        </p>
        <p className="flex flex-wrap gap-x-2 text-sm text-muted">
          {session.ip && <span className="font-mono">{session.ip}</span>}
          <span>{t(`sessions.method.${session.method}`)}</span>
          <span>
            {t.rich("sessions.seen", { time: () => <RelativeTime value={session.lastSeenAt} /> })}
          </span>
        </p>
      </div>
      {onEnd && (
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
