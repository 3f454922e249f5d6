"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { Bot, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { ServiceAccount } from "#lib/tokens/organization-contract.ts";
import { NewServiceAccountDialog } from "./new-service-account-dialog.tsx";
import { NewTokenDialog } from "./new-token-dialog.tsx";
import {
  serviceAccountsQuery,
  useCreateServiceToken,
  useRemoveServiceAccount,
} from "./use-organization-tokens.ts";

/** The accounts for machines: make one, give it a token, remove one. */
export function ServiceAccounts() {
  const t = useTranslations("tokens");
  const errorText = useErrorText();
  const { data } = useSuspenseQuery(serviceAccountsQuery());
  const remove = useRemoveServiceAccount();
  const [creating, setCreating] = useState(false);
  const [doomed, setDoomed] = useState<ServiceAccount | null>(null);
  const create = (
    <Button onClick={() => setCreating(true)}>
      <Plus aria-hidden className="size-4" />
      {t("organization.newAccount")}
    </Button>
  );
  return (
    <div className="flex flex-col gap-3">
      {data.serviceAccounts.length === 0 ? (
        <EmptyState icon={<Bot aria-hidden className="size-5" />} action={create}>
          {t("organization.noAccounts")}
        </EmptyState>
      ) : (
        <>
          <ul className="divide-y divide-line border-y border-line">
            {data.serviceAccounts.map((account) => (
              <AccountRow
                key={account.userId}
                account={account}
                onRemove={() => setDoomed(account)}
              />
            ))}
          </ul>
          <FormAlert>{remove.error && errorText(remove.error)}</FormAlert>
          <div>{create}</div>
        </>
      )}
      {creating && <NewServiceAccountDialog onClose={() => setCreating(false)} />}
      <ConfirmDialog
        open={doomed !== null}
        onOpenChange={() => setDoomed(null)}
        title={t("organization.removeTitle", { name: doomed?.name ?? "" })}
        description={t("organization.removeText")}
        confirmLabel={t("organization.remove")}
        cancelLabel={t("cancel")}
        pending={remove.isPending}
        onConfirm={() =>
          doomed && remove.mutate(doomed.userId, { onSettled: () => setDoomed(null) })
        }
      />
    </div>
  );
}

function AccountRow({ account, onRemove }: { account: ServiceAccount; onRemove: () => void }) {
  const t = useTranslations("tokens");
  const [creating, setCreating] = useState(false);
  const creation = useCreateServiceToken(account.userId);
  const { name } = account;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
      <p className="flex min-w-56 flex-1 items-center gap-2">
        <span className="font-medium break-words">{name}</span>
        <Badge>{t(`organization.role.${account.role}`)}</Badge>
      </p>
      <Button
        size="sm"
        aria-label={t("organization.newTokenFor", { name })}
        onClick={() => setCreating(true)}
      >
        {t("organization.newToken")}
      </Button>
      <Button size="sm" aria-label={t("organization.removeNamed", { name })} onClick={onRemove}>
        {t("organization.remove")}
      </Button>
      <NewTokenDialog
        open={creating}
        onOpenChange={setCreating}
        title={t("organization.newTokenFor", { name })}
        create={creation}
      />
    </li>
  );
}
