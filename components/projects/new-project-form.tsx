"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import type { z } from "zod";
import { DateInput } from "#components/ui/date-input.tsx";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { NewProject } from "#lib/projects/contract.ts";
import { MarkdownSource } from "./markdown-source.tsx";
import { useCreateProject } from "./use-projects.ts";

const sources = ["core", "complete", "markdown"] as const;
type Source = (typeof sources)[number];

/** A new project: from the catalog in one of its scopes, or from a Markdown checklist. */
export function NewProjectForm() {
  const t = useTranslations("projects");
  const errorText = useErrorText();
  const router = useRouter();
  const [source, setSource] = useState<Source>("core");
  const [markdown, setMarkdown] = useState("");
  const [start, setStart] = useState("");
  const create = useCreateProject();
  const refused = create.error instanceof ApiError ? create.error : null;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    create.mutate(toBody(event.currentTarget, source, markdown, start), {
      onSuccess: ({ slug }) => router.push(`/projects/${encodeURIComponent(slug)}`),
    });
  }

  return (
    <Form failure={create.error} onSubmit={submit} className="flex flex-col gap-6">
      <Field
        label={t("form.name")}
        hint={t("form.nameHint")}
        name="name"
        error={refused?.field("name")}
      >
        <Input autoComplete="off" autoFocus />
      </Field>
      <Field
        label={t("form.description")}
        note={t("form.optional")}
        name="description"
        error={refused?.field("description")}
      >
        <Textarea rows={2} />
      </Field>
      <RadioGroup
        label={t("form.from")}
        value={source}
        onValueChange={setSource}
        items={sources.map((each) => ({
          value: each,
          label: t(`form.${each}`),
          hint: t(`form.${each}Hint`),
        }))}
      />
      {source === "markdown" && (
        <MarkdownSource
          value={markdown}
          onChange={setMarkdown}
          error={refused?.field("markdown")}
        />
      )}
      <Field
        label={t("form.start")}
        note={t("form.optional")}
        hint={t("form.startHint")}
        error={refused?.field("startAt")}
      >
        <DateInput value={start} onValueChange={setStart} className="max-w-48" />
      </Field>
      <FormAlert>{create.error && errorText(create.error)}</FormAlert>
      <SubmitButton
        variant="primary"
        size="lg"
        pending={create.isPending || create.isSuccess}
        className="self-start"
      >
        {t("form.create")}
      </SubmitButton>
    </Form>
  );
}

function toBody(
  form: HTMLFormElement,
  source: Source,
  markdown: string,
  start: string,
): z.input<typeof NewProject> {
  const common = {
    name: textOf(form, "name"),
    description: textOf(form, "description"),
    // The start of that day where the reader is.
    ...(start ? { startAt: new Date(`${start}T00:00`).toISOString() } : {}),
  };
  return source === "markdown"
    ? { source, ...common, markdown }
    : { source: "catalog", ...common, scope: source };
}
