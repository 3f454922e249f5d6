"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useCurrentTime } from "#components/ui/use-current-time.ts";
import type { Token } from "#lib/tokens/contract.ts";

interface TokenRowProps {
  token: Token;
  /** Whose it is, where that is not plain. */
  owner?: string;
  onRevoke: () => void;
  /** Absent for a token that the reader cannot replace. */
  onRotate?: (() => void) | undefined;
}

/** One token: what it may do, until when, and when it was used. */
export function TokenRow({ token, owner, onRevoke, onRotate }: TokenRowProps) {
  const t = useTranslations("tokens");
  const format = useFormatter();
  const now = useCurrentTime();
  const ended = new Date(token.expiresAt).getTime() <= now;
  const date = format.dateTime(new Date(token.expiresAt), "day");
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
      <div className="min-w-56 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="font-medium break-words">{token.name}</span>
          <Rights scopes={token.scopes} />
          {token.project && <Badge>{token.project.name}</Badge>}
          {ended && <Badge tone="fail">{t("ended")}</Badge>}
        </p>
        <p className="flex flex-wrap gap-x-3 text-sm text-muted">
          {owner && <span>{owner}</span>}
          <span className="font-mono">pf_…{token.hint}</span>
          <span>{ended ? t("endedOn", { date }) : t("endsOn", { date })}</span>
          <span>
            {token.lastUsedAt
              ? t.rich("used", { time: () => <RelativeTime value={token.lastUsedAt ?? ""} /> })
              : t("neverUsed")}
          </span>
        </p>
      </div>
      {onRotate && !ended && (
        <Button size="sm" aria-label={t("rotate.named", { name: token.name })} onClick={onRotate}>
          {t("rotate.action")}
        </Button>
      )}
      <Button size="sm" aria-label={t("revoke.named", { name: token.name })} onClick={onRevoke}>
        {t("revoke.action")}
      </Button>
    </li>
  );
}

function Rights({ scopes }: Pick<Token, "scopes">) {
  const t = useTranslations("tokens");
  if (scopes.includes("*:write")) return <Badge>{t("scope.write")}</Badge>;
  if (scopes.includes("*:read")) return <Badge>{t("scope.read")}</Badge>;
  return (
    <span title={scopes.join(", ")}>
      <Badge>{t("someScopes", { count: scopes.length })}</Badge>
    </span>
  );
}
