"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Form, SubmitButton } from "#components/ui/form.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { callApi } from "#lib/api-client/call.ts";
import { updateCheckSettings } from "#lib/api-client/check-operations.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { ProviderId } from "#lib/integrations/choices.ts";
import type { FieldValue } from "#lib/integrations/connect-contract.ts";
import type { IntegrationCheck } from "#lib/integrations/contract.ts";
import { toDraft, toValues, withoutDefaults } from "./field-draft.ts";
import { FieldsForm } from "./fields-form.tsx";
import { integrationKeys } from "./keys.ts";
import { useSwapFocus } from "./use-swap-focus.ts";
import { useWords } from "./use-words.ts";

interface CheckSettingsProps {
  slug: string;
  provider: ProviderId;
  check: IntegrationCheck;
}

/** What a check looks at and its figures, behind a button. */
export function CheckSettings(props: CheckSettingsProps) {
  const t = useTranslations("integrations");
  const [open, setOpen] = useState(false);
  const { name } = props.check;
  const { opener, content } = useSwapFocus(open);
  if (open) {
    return (
      <div ref={content}>
        <SettingsForm {...props} onClose={() => setOpen(false)} />
      </div>
    );
  }
  return (
    <Button
      ref={opener}
      size="sm"
      className="mt-2"
      aria-label={t("settingsOf", { name })}
      onClick={() => setOpen(true)}
    >
      {t("action.settings")}
    </Button>
  );
}

function SettingsForm({
  slug,
  provider,
  check,
  onClose,
}: CheckSettingsProps & { onClose: () => void }) {
  const t = useTranslations("integrations");
  const errorText = useErrorText();
  const words = useWords(provider);
  const save = useSaveSettings(slug, check.id);
  const [draft, setDraft] = useState(() => toDraft(check.fields, check.settings));
  const refused = save.error instanceof ApiError ? save.error.problem.errors : undefined;

  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate(withoutDefaults(check.fields, toValues(check.fields, draft)), {
      onSuccess: () => {
        showToast({ title: t("done.settings"), tone: "done" });
        onClose();
      },
    });
  }

  return (
    <Form
      failure={save.error}
      onSubmit={submit}
      aria-label={t("settingsOf", { name: check.name })}
      className="mt-3 mb-1 flex max-w-xl flex-col gap-4"
    >
      <FieldsForm
        fields={check.fields}
        draft={draft}
        onChange={setDraft}
        labelOf={words.setting}
        hintOf={() => null}
        errorOf={(name) =>
          refused?.find(({ path }) => `${path}.`.startsWith(`settings.${name}.`))?.message
        }
      />
      <FormAlert>{save.error && !refused && errorText(save.error)}</FormAlert>
      <div className="flex flex-wrap gap-2">
        <SubmitButton variant="primary" size="sm" pending={save.isPending}>
          {t("form.save")}
        </SubmitButton>
        <Button size="sm" variant="ghost" onClick={onClose}>
          {t("cancel")}
        </Button>
      </div>
    </Form>
  );
}

function useSaveSettings(slug: string, checkId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settings: Record<string, FieldValue>) =>
      callApi(updateCheckSettings, { params: { projectId: slug, checkId }, body: { settings } }),
    onSuccess: () => void client.invalidateQueries({ queryKey: integrationKeys.all(slug) }),
  });
}
