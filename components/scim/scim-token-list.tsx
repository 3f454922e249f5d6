"use client";

import { KeyRound, Plus } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useCurrentTime } from "#components/ui/use-current-time.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { ScimToken } from "#lib/scim/contract.ts";
import { NewScimTokenDialog } from "./new-scim-token-dialog.tsx";
import { useRevokeScimToken } from "./use-directory.ts";

/** The tokens with which directories connect. */
export function ScimTokenList({ tokens }: { tokens: readonly ScimToken[] }) {
  const t = useTranslations("scim");
  const errorText = useErrorText();
  const revoke = useRevokeScimToken();
  const [creating, setCreating] = useState(false);
  const [doomed, setDoomed] = useState<ScimToken | null>(null);
  const create = (
    <Button onClick={() => setCreating(true)}>
      <Plus aria-hidden className="size-4" />
      {t("create")}
    </Button>
  );
  return (
    <div className="flex flex-col gap-3">
      {tokens.length === 0 ? (
        <EmptyState icon={<KeyRound aria-hidden className="size-5" />} action={create}>
          {t("empty")}
        </EmptyState>
      ) : (
        <>
          <ul className="divide-y divide-line border-y border-line">
            {tokens.map((token) => (
              <TokenRow key={token.id} token={token} onRevoke={() => setDoomed(token)} />
            ))}
          </ul>
          <FormAlert>{revoke.error && errorText(revoke.error)}</FormAlert>
          <div>{create}</div>
        </>
      )}
      <NewScimTokenDialog open={creating} onOpenChange={setCreating} />
      <ConfirmDialog
        open={doomed !== null}
        onOpenChange={() => setDoomed(null)}
        title={t("revoke.title", { name: doomed?.name ?? "" })}
        description={t("revoke.text")}
        confirmLabel={t("revoke.confirm")}
        cancelLabel={t("cancel")}
        pending={revoke.isPending}
        onConfirm={() => doomed && revoke.mutate(doomed.id, { onSettled: () => setDoomed(null) })}
      />
    </div>
  );
}

function TokenRow({ token, onRevoke }: { token: ScimToken; onRevoke: () => void }) {
  const t = useTranslations("scim");
  const format = useFormatter();
  const now = useCurrentTime();
  const ended = new Date(token.expiresAt).getTime() <= now;
  const date = format.dateTime(new Date(token.expiresAt), "day");
  return (
    <li className="flex items-center gap-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="font-medium break-words">{token.name}</span>
          {ended && <Badge tone="fail">{t("ended")}</Badge>}
        </p>
        <p className="flex flex-wrap gap-x-3 text-sm text-muted">
          <span className="font-mono">pf_scim_…{token.hint}</span>
          {token.createdBy && <span>{t("createdBy", { name: token.createdBy })}</span>}
          <span>{ended ? t("endedOn", { date }) : t("endsOn", { date })}</span>
          <span>
            {token.lastUsedAt
              ? t.rich("used", { time: () => <RelativeTime value={token.lastUsedAt ?? ""} /> })
              : t("neverUsed")}
          </span>
        </p>
      </div>
      <Button size="sm" aria-label={t("revoke.named", { name: token.name })} onClick={onRevoke}>
        {t("revoke.action")}
      </Button>
    </li>
  );
}
