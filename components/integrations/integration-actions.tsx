"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import type { Ref } from "react";
import { Button } from "#components/ui/button.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { IntegrationProvider } from "#lib/integrations/connect-contract.ts";
import type { Integration } from "#lib/integrations/contract.ts";
import { integrationHref, integrationsHref } from "./links.ts";
import {
  usePauseIntegration,
  useRemoveIntegration,
  useRestoreIntegration,
  useSendTestMessage,
} from "./use-integrations.ts";

interface IntegrationActionsProps {
  slug: string;
  integration: Integration;
  /** Undefined where this version of Preflight does not know it (any more). */
  provider: IntegrationProvider | undefined;
  testing: boolean;
  testError: Error | null;
  onTest: () => void;
  onEdit: () => void;
  /** Gets the focus back when editing ends. */
  editButton: Ref<HTMLButtonElement>;
}

/** Test again, edit, pause, remove with undo. */
export function IntegrationActions(props: IntegrationActionsProps) {
  const { slug, integration, provider, testing, testError, onTest, onEdit, editButton } = props;
  const t = useTranslations("integrations");
  const errorText = useErrorText();
  const { id, name, pausedAt } = integration;
  const pause = usePauseIntegration(slug, id);
  const message = useSendTestMessage(slug, id);
  const { remove, removing } = useRemoval(slug, integration);
  const say = (key: string) => ({ title: t(`done.${key}`, { name }), tone: "done" as const });
  const refused = (error: Error) => showToast({ title: errorText(error), tone: "fail" });

  function setPaused(paused: boolean, isUndo = false): void {
    const undo = { label: t("undo"), onPress: () => setPaused(!paused, true) };
    pause.mutate(paused, {
      onSuccess: () =>
        showToast({ ...say(paused ? "paused" : "resumed"), ...(isUndo ? {} : { action: undo }) }),
      onError: refused,
    });
  }

  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        {provider && (
          <>
            <Button pending={testing} onClick={onTest}>
              {t("action.test")}
            </Button>
            <Button ref={editButton} onClick={onEdit}>
              {t("action.edit")}
            </Button>
          </>
        )}
        {provider?.sendsMessages && (
          <Button
            pending={message.isPending}
            onClick={() =>
              message.mutate(undefined, {
                onSuccess: () => showToast(say("messaged")),
                onError: refused,
              })
            }
          >
            {t("action.message")}
          </Button>
        )}
        <Button pending={pause.isPending} onClick={() => setPaused(!pausedAt)}>
          {t(pausedAt ? "action.resume" : "action.pause")}
        </Button>
        <Button pending={removing} onClick={remove}>
          {t("action.remove")}
        </Button>
      </div>
      <FormAlert>{testError && errorText(testError)}</FormAlert>
    </div>
  );
}

/** Removes at once, goes back to the list, and offers to undo it. */
function useRemoval(slug: string, { id, name }: Integration) {
  const t = useTranslations("integrations");
  const errorText = useErrorText();
  const router = useRouter();
  const removal = useRemoveIntegration(slug, id);
  const restore = useRestoreIntegration(slug, id);
  const refused = (error: Error) => showToast({ title: errorText(error), tone: "fail" });

  async function bringBack(): Promise<void> {
    // The page that offered it may be gone by now: no callbacks of its own.
    await restore.mutateAsync().then(() => {
      showToast({ title: t("done.restored", { name }), tone: "done" });
      router.push(integrationHref(slug, id));
    }, refused);
  }

  async function remove(): Promise<void> {
    await removal.mutateAsync().then(() => {
      const action = { label: t("undo"), onPress: () => void bringBack() };
      showToast({ title: t("done.removed", { name }), action });
      router.push(integrationsHref(slug));
    }, refused);
  }

  return { remove: () => void remove(), removing: removal.isPending || removal.isSuccess };
}
