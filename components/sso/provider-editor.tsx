"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { PasswordInput } from "#components/ui/password-input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Select } from "#components/ui/select.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { presets } from "#lib/sso/choices.ts";
import type { IdentityProvider } from "#lib/sso/contract.ts";
import { toDraft, toWrite, withPreset, type ProviderDraft } from "./provider-draft.ts";
import { ProviderReportView } from "./provider-report.tsx";
import { RedirectUrl } from "./redirect-url.tsx";
import { RoleRules } from "./role-rules.tsx";
import { useSaveProvider, useTestProvider } from "./use-identity-providers.ts";

interface ProviderEditorProps {
  /** Null: a new one. */
  provider: IdentityProvider | null;
  redirectUrl: string;
  onClose: () => void;
}

/** Everything about one provider: fill in, test, save. */
export function ProviderEditor({ provider, redirectUrl, onClose }: ProviderEditorProps) {
  const t = useTranslations("sso");
  const errorText = useErrorText();
  const save = useSaveProvider();
  const [draft, setDraft] = useState(() => toDraft(provider));
  const heading = useRef<HTMLHeadingElement>(null);
  const set = (change: Partial<ProviderDraft>) => setDraft({ ...draft, ...change });
  const refused = save.error instanceof ApiError ? save.error : null;
  const errorOf = (path: string) => refused?.field(path);

  // It takes the place of the list, so the focus comes along.
  useEffect(() => heading.current?.focus(), []);

  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate(toWrite(draft, provider?.id ?? null), {
      onSuccess: ({ name }) => {
        showToast({ title: t("saved", { name }), tone: "done" });
        onClose();
      },
    });
  }

  return (
    <section aria-labelledby="provider-editor">
      <h2
        id="provider-editor"
        ref={heading}
        tabIndex={-1}
        className="mb-4 text-base font-semibold outline-none"
      >
        {provider ? t("editNamed", { name: provider.name }) : t("add")}
      </h2>
      <Form failure={save.error} onSubmit={submit} className="flex max-w-xl flex-col gap-4">
        {!provider && (
          <RadioGroup
            label={t("preset.label")}
            value={draft.preset}
            onValueChange={(preset) => setDraft(withPreset(draft, preset))}
            items={presets.map((value) => ({
              value,
              label: t(`preset.${value}`),
              hint: t(`preset.${value}Hint`),
            }))}
          />
        )}
        <RedirectUrl url={redirectUrl} />
        <Field label={t("name")} hint={t("nameHint")} error={errorOf("name")}>
          <Input autoComplete="off" value={draft.name} onValueChange={(name) => set({ name })} />
        </Field>
        <Connection draft={draft} stored={provider !== null} onChange={set} errorOf={errorOf} />
        <Roles draft={draft} onChange={set} errorOf={errorOf} />
        <Checkbox
          label={t("enabled")}
          hint={t("enabledHint")}
          checked={draft.enabled}
          onCheckedChange={(enabled) => set({ enabled })}
        />
        <FormAlert>{save.error && !refused?.problem.errors && errorText(save.error)}</FormAlert>
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant="primary" pending={save.isPending}>
            {t("save")}
          </SubmitButton>
          <Button onClick={onClose}>{t("cancel")}</Button>
        </div>
      </Form>
    </section>
  );
}

interface PartProps {
  draft: ProviderDraft;
  onChange: (change: Partial<ProviderDraft>) => void;
  errorOf: (path: string) => string | undefined;
}

/** Where the provider is and as whom we come, with the button that tries it. */
function Connection({ draft, stored, onChange, errorOf }: PartProps & { stored: boolean }) {
  const t = useTranslations("sso");
  const errorText = useErrorText();
  const test = useTestProvider();
  const { preset, issuer } = draft;
  const refused = test.error instanceof ApiError ? test.error.field("issuer") : undefined;
  return (
    <>
      {preset !== "google" && (
        <Field
          label={t("issuer")}
          hint={t(preset === "github" ? "issuerHintGithub" : "issuerHint")}
          error={errorOf("issuer") ?? refused}
        >
          <Input
            mono
            type="url"
            inputMode="url"
            autoComplete="off"
            placeholder="https://login.example.com"
            value={issuer}
            onValueChange={(value) => onChange({ issuer: value })}
          />
        </Field>
      )}
      <Field label={t("clientId")} error={errorOf("clientId")}>
        <Input
          mono
          autoComplete="off"
          value={draft.clientId}
          onValueChange={(clientId) => onChange({ clientId })}
        />
      </Field>
      <Field
        label={t("clientSecret")}
        hint={t(stored ? "secretKept" : "secretHint")}
        error={errorOf("clientSecret")}
      >
        <PasswordInput
          autoComplete="new-password"
          showLabel={t("showSecret")}
          hideLabel={t("hideSecret")}
          value={draft.clientSecret}
          onValueChange={(clientSecret) => onChange({ clientSecret })}
        />
      </Field>
      <div className="flex flex-col gap-2" aria-live="polite">
        <Button
          className="self-start"
          pending={test.isPending}
          onClick={() => test.mutate({ preset, issuer })}
        >
          {t("test")}
        </Button>
        {test.error && !refused && <FormAlert>{errorText(test.error)}</FormAlert>}
        {test.data && <ProviderReportView report={test.data} />}
      </div>
    </>
  );
}

/** Who may come, and as what. */
function Roles({ draft, onChange, errorOf }: PartProps) {
  const t = useTranslations("sso");
  const choices = ["", "member", "admin"] as const;
  return (
    <>
      <Field label={t("join.label")} hint={t("join.hint")} error={errorOf("joinRole")}>
        <Select
          value={draft.joinRole || "nobody"}
          onValueChange={(value) => onChange({ joinRole: value === "nobody" ? "" : value })}
          items={choices.map((role) => ({
            value: role || ("nobody" as const),
            label: role ? t("join.as", { role: t(`roles.${role}`) }) : t("join.nobody"),
          }))}
        />
      </Field>
      <Field
        label={t("roleClaim")}
        note={t("optional")}
        hint={t("roleClaimHint")}
        error={errorOf("roleClaim")}
      >
        <Input
          mono
          autoComplete="off"
          placeholder="groups"
          value={draft.roleClaim}
          onValueChange={(roleClaim) => onChange({ roleClaim })}
        />
      </Field>
      {draft.roleClaim.trim() && (
        <RoleRules
          rules={draft.roleMapping}
          onChange={(roleMapping) => onChange({ roleMapping })}
          errorOf={errorOf}
        />
      )}
    </>
  );
}
