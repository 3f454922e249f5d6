"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { Passkey } from "#lib/passkeys/contract.ts";
import { NewPasskeyDialog } from "./new-passkey-dialog.tsx";
import { RenamePasskeyDialog } from "./rename-passkey-dialog.tsx";
import { passkeysQuery, useRemovePasskey, useStartPasskey } from "./use-passkeys.ts";

interface PasskeyListProps {
  /** Those that came with a first second factor, to be shown once. */
  onRecoveryCodes: (codes: string[] | null) => void;
}

/** One's passkeys: add one, name it, see its last use, remove it. */
export function PasskeyList({ onRecoveryCodes }: PasskeyListProps) {
  const t = useTranslations("passkeys");
  const errorText = useErrorText();
  const { data, error } = useQuery(passkeysQuery());
  const start = useStartPasskey();
  const [adding, setAdding] = useState(false);
  return (
    <section aria-labelledby="passkeys-title" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <h3 id="passkeys-title" className="font-medium">
            {t("title")}
          </h3>
          <p className="text-sm text-muted">{t("about")}</p>
        </div>
        <Button
          pending={start.isPending}
          // Before the name is asked for: whether one may, and where needed a fresh proof.
          onClick={() => start.mutate(undefined, { onSuccess: () => setAdding(true) })}
        >
          <Plus aria-hidden className="size-4" />
          {t("add")}
        </Button>
      </div>
      <FormAlert>{(start.error ?? error) && errorText(start.error ?? error)}</FormAlert>
      {data ? <PasskeyRows passkeys={data.passkeys} /> : <Skeleton className="h-12 w-full" />}
      <NewPasskeyDialog open={adding} onOpenChange={setAdding} onRecoveryCodes={onRecoveryCodes} />
    </section>
  );
}

function PasskeyRows({ passkeys }: { passkeys: Passkey[] }) {
  const t = useTranslations("passkeys");
  const errorText = useErrorText();
  const remove = useRemovePasskey();
  const [renamed, setRenamed] = useState<Passkey | null>(null);
  const [doomed, setDoomed] = useState<Passkey | null>(null);

  function removeDoomed(): void {
    // Before the question who asks, which is a dialog, too.
    setDoomed(null);
    if (!doomed) return;
    remove.mutate(doomed.id, {
      onSuccess: () => showToast({ title: t("removed"), tone: "done" }),
    });
  }

  if (passkeys.length === 0) return null;
  return (
    <>
      <ul aria-labelledby="passkeys-title" className="divide-y divide-line border-y border-line">
        {passkeys.map((passkey) => (
          <PasskeyRow
            key={passkey.id}
            passkey={passkey}
            removing={remove.isPending && remove.variables === passkey.id}
            onRename={() => setRenamed(passkey)}
            onRemove={() => setDoomed(passkey)}
          />
        ))}
      </ul>
      <FormAlert>{remove.error && errorText(remove.error)}</FormAlert>
      {renamed && (
        <RenamePasskeyDialog key={renamed.id} passkey={renamed} onClose={() => setRenamed(null)} />
      )}
      <ConfirmDialog
        open={doomed !== null}
        onOpenChange={() => setDoomed(null)}
        title={t("remove.title", { name: doomed?.name ?? "" })}
        description={t("remove.text")}
        confirmLabel={t("remove.confirm")}
        cancelLabel={t("cancel")}
        onConfirm={removeDoomed}
      />
    </>
  );
}

interface PasskeyRowProps {
  passkey: Passkey;
  removing: boolean;
  onRename: () => void;
  onRemove: () => void;
}

function PasskeyRow({ passkey, removing, onRename, onRemove }: PasskeyRowProps) {
  const t = useTranslations("passkeys");
  const format = useFormatter();
  const { name, synced, createdAt, lastUsedAt } = passkey;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="font-medium break-words">{name}</span>
          {synced && <Badge>{t("synced")}</Badge>}
        </p>
        <p className="flex flex-wrap gap-x-3 text-sm text-muted">
          <span>{t("addedOn", { date: format.dateTime(new Date(createdAt), "day") })}</span>
          <span>
            {lastUsedAt
              ? t.rich("used", { time: () => <RelativeTime value={lastUsedAt} /> })
              : t("neverUsed")}
          </span>
        </p>
      </div>
      <div className="flex gap-2">
        <Button size="sm" aria-label={t("rename.named", { name })} onClick={onRename}>
          {t("rename.action")}
        </Button>
        <Button
          size="sm"
          pending={removing}
          aria-label={t("remove.named", { name })}
          onClick={onRemove}
        >
          {t("remove.action")}
        </Button>
      </div>
    </li>
  );
}
