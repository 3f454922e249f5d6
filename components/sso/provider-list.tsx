"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { Fingerprint, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { IdentityProvider } from "#lib/sso/contract.ts";
import { ProviderEditor } from "./provider-editor.tsx";
import { RedirectUrl } from "./redirect-url.tsx";
import {
  identityProvidersQuery,
  useRemoveProvider,
  useSaveProvider,
} from "./use-identity-providers.ts";

/** The organisation's identity providers: add, edit, switch on and off, remove. */
export function ProviderList() {
  const t = useTranslations("sso");
  const { data } = useSuspenseQuery(identityProvidersQuery());
  const [editing, setEditing] = useState<IdentityProvider | "new" | null>(null);
  const { providers, redirectUrl } = data;
  if (editing) {
    return (
      <ProviderEditor
        provider={editing === "new" ? null : editing}
        redirectUrl={redirectUrl}
        onClose={() => setEditing(null)}
      />
    );
  }
  const add = (
    <Button variant="primary" onClick={() => setEditing("new")}>
      <Plus aria-hidden className="size-4" />
      {t("add")}
    </Button>
  );
  if (providers.length === 0) {
    return (
      <EmptyState icon={<Fingerprint aria-hidden className="size-5" />} action={add}>
        {t("empty")}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <Providers providers={providers} onEdit={setEditing} />
      <div>{add}</div>
      <RedirectUrl url={redirectUrl} />
    </div>
  );
}

interface ProvidersProps {
  providers: readonly IdentityProvider[];
  onEdit: (provider: IdentityProvider) => void;
}

function Providers({ providers, onEdit }: ProvidersProps) {
  const t = useTranslations("sso");
  const errorText = useErrorText();
  const save = useSaveProvider();
  const remove = useRemoveProvider();
  const [doomed, setDoomed] = useState<IdentityProvider | null>(null);
  const error = save.error ?? remove.error;

  function confirm(): void {
    if (!doomed) return;
    // Before the question who asks, which is a dialog, too.
    setDoomed(null);
    remove.mutate(doomed.id);
  }

  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {providers.map((provider) => (
          <ProviderRow
            key={provider.id}
            provider={provider}
            switching={save.isPending && save.variables.providerId === provider.id}
            onSwitch={() =>
              save.mutate({ providerId: provider.id, body: { enabled: !provider.enabled } })
            }
            onEdit={() => onEdit(provider)}
            onRemove={() => setDoomed(provider)}
          />
        ))}
      </ul>
      <FormAlert>{error && errorText(error)}</FormAlert>
      <ConfirmDialog
        open={doomed !== null}
        onOpenChange={() => setDoomed(null)}
        title={t("remove.title", { name: doomed?.name ?? "" })}
        description={t("remove.text", { count: doomed?.people ?? 0 })}
        confirmLabel={t("remove.confirm")}
        cancelLabel={t("cancel")}
        onConfirm={confirm}
      />
    </>
  );
}

interface ProviderRowProps {
  provider: IdentityProvider;
  switching: boolean;
  onSwitch: () => void;
  onEdit: () => void;
  onRemove: () => void;
}

function ProviderRow({ provider, switching, onSwitch, onEdit, onRemove }: ProviderRowProps) {
  const t = useTranslations("sso");
  const { name, enabled } = provider;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="font-medium break-words">{name}</span>
          <Badge tone={enabled ? "done" : "neutral"}>{enabled ? t("on") : t("off")}</Badge>
        </p>
        <p className="flex flex-wrap gap-x-3 text-sm text-muted">
          <span className="font-mono break-all">{provider.issuer}</span>
          <span>{t("people", { count: provider.people })}</span>
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          pending={switching}
          aria-label={t(enabled ? "switchOffNamed" : "switchOnNamed", { name })}
          onClick={onSwitch}
        >
          {enabled ? t("switchOff") : t("switchOn")}
        </Button>
        <Button size="sm" aria-label={t("editNamed", { name })} onClick={onEdit}>
          {t("edit")}
        </Button>
        <Button size="sm" aria-label={t("remove.named", { name })} onClick={onRemove}>
          {t("remove.action")}
        </Button>
      </div>
    </li>
  );
}
