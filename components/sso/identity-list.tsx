"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { Identity } from "#lib/sso/contract.ts";
import { SsoFailure } from "./sso-failure.tsx";
import { identitiesQuery, useLinkIdentity, useUnlinkIdentity } from "./use-identities.ts";

interface IdentityListProps {
  /** Why linking came to nothing, as a code, right after coming back. */
  failure: string | undefined;
}

/** With which providers one signs in: link one, unlink one. */
export function IdentityList({ failure }: IdentityListProps) {
  const t = useTranslations("sso");
  const errorText = useErrorText();
  const { data } = useSuspenseQuery(identitiesQuery());
  const link = useLinkIdentity();
  const unlink = useUnlinkIdentity();
  const [doomed, setDoomed] = useState<Identity | null>(null);
  const error = link.error ?? unlink.error;

  function confirm(): void {
    if (!doomed) return;
    // Before the question who asks, which is a dialog, too.
    setDoomed(null);
    unlink.mutate(doomed.id);
  }

  return (
    <div className="flex flex-col gap-3">
      <SsoFailure code={failure} />
      <ul className="divide-y divide-line border-y border-line empty:hidden">
        {data.identities.map((identity) => (
          <IdentityRow
            key={identity.id}
            identity={identity}
            pending={unlink.isPending && unlink.variables === identity.id}
            onUnlink={() => setDoomed(identity)}
          />
        ))}
        {data.linkable.map(({ id, name }) => (
          <li key={id} className="flex items-center gap-3 py-2.5">
            <p className="min-w-0 flex-1">
              <span className="font-medium break-words">{name}</span>
              <span className="block text-sm text-muted">{t("identities.notLinked")}</span>
            </p>
            <Button
              size="sm"
              aria-label={t("identities.linkNamed", { name })}
              pending={(link.isPending || link.isSuccess) && link.variables === id}
              onClick={() => link.mutate(id)}
            >
              {t("identities.link")}
            </Button>
          </li>
        ))}
      </ul>
      <FormAlert>{error && errorText(error)}</FormAlert>
      <ConfirmDialog
        open={doomed !== null}
        onOpenChange={() => setDoomed(null)}
        title={t("identities.unlinkTitle", { name: doomed?.provider.name ?? "" })}
        description={t("identities.unlinkText")}
        confirmLabel={t("identities.unlink")}
        cancelLabel={t("cancel")}
        onConfirm={confirm}
      />
    </div>
  );
}

interface IdentityRowProps {
  identity: Identity;
  pending: boolean;
  onUnlink: () => void;
}

function IdentityRow({ identity, pending, onUnlink }: IdentityRowProps) {
  const t = useTranslations("sso");
  const format = useFormatter();
  const { provider, createdAt, lastUsedAt } = identity;
  const date = format.dateTime(new Date(createdAt), "day");
  return (
    <li className="flex items-center gap-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="font-medium break-words">{provider.name}</span>
          {!provider.enabled && <Badge>{t("off")}</Badge>}
        </p>
        <p className="flex flex-wrap gap-x-3 text-sm text-muted">
          <span>{t("identities.since", { date })}</span>
          {lastUsedAt && (
            <span>
              {t.rich("identities.used", { time: () => <RelativeTime value={lastUsedAt} /> })}
            </span>
          )}
        </p>
      </div>
      <Button
        size="sm"
        aria-label={t("identities.unlinkNamed", { name: provider.name })}
        pending={pending}
        onClick={onUnlink}
      >
        {t("identities.unlink")}
      </Button>
    </li>
  );
}
