"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { integrationsHref } from "./links.ts";
import type { Offer } from "./offers.ts";
import { OwnWidgetForm } from "./own-widget-form.tsx";
import { PresetList } from "./preset-list.tsx";
import { useAddWidget } from "./use-write-widgets.ts";
import { usePresets } from "./use-widgets.ts";

interface AddWidgetDialogProps {
  projectId: string;
  slug: string;
  open: boolean;
  onClose: () => void;
}

/** Ready-made widgets first, then a question of one's own. */
export function AddWidgetDialog({ projectId, slug, open, onClose }: AddWidgetDialogProps) {
  const t = useTranslations("widgets");
  const common = useTranslations("common");
  const errorText = useErrorText();
  const { data, error, refetch } = usePresets(projectId, open);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t("add.title")}
      closeLabel={common("close")}
      size="lg"
    >
      {error && !data ? (
        <div className="flex flex-col items-start gap-3">
          <FormAlert>{errorText(error)}</FormAlert>
          <Button onClick={() => void refetch()}>{common("retry")}</Button>
        </div>
      ) : !data ? (
        <Skeleton className="h-64 w-full" />
      ) : data.integrations.length === 0 ? (
        <EmptyState
          action={
            <LinkButton variant="primary" href={integrationsHref(slug)}>
              {t("empty.connect")}
            </LinkButton>
          }
        >
          {t("empty.noIntegration")}
        </EmptyState>
      ) : (
        <Ways projectId={projectId} offers={data.integrations} onDone={onClose} />
      )}
    </Dialog>
  );
}

interface WaysProps {
  projectId: string;
  offers: readonly Offer[];
  onDone: () => void;
}

function Ways({ projectId, offers, onDone }: WaysProps) {
  const t = useTranslations("widgets");
  const errorText = useErrorText();
  const add = useAddWidget(projectId);
  const [way, setWay] = useState<"presets" | "own">("presets");
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const addPreset = (integrationId: string, preset: string): void => {
    const key = `${integrationId} ${preset}`;
    setPending((keys) => new Set([...keys, key]));
    const done = () => setPending((keys) => new Set([...keys].filter((each) => each !== key)));
    add.mutate({ source: "preset", integrationId, preset }, { onSettled: done });
  };
  return (
    <>
      <Segmented
        label={t("add.ways")}
        items={[
          { value: "presets", label: t("add.presets") },
          { value: "own", label: t("add.own") },
        ]}
        value={way}
        onValueChange={setWay}
        className="mb-4"
      />
      {way === "presets" ? (
        <>
          <FormAlert className="mb-3">{add.error && errorText(add.error)}</FormAlert>
          <PresetList offers={offers} pending={pending} onAdd={addPreset} />
        </>
      ) : (
        <OwnWidgetForm projectId={projectId} offers={offers} onAdded={onDone} />
      )}
    </>
  );
}
