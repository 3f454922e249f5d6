"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { DateInput } from "#components/ui/date-input.tsx";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { ProjectSummary } from "#lib/projects/contract.ts";
import { useUpdateProject } from "./use-project-settings.ts";

interface ProjectDetailsFormProps {
  project: ProjectSummary;
}

/** The day of a moment where the reader is, as YYYY-MM-DD. */
const dayOf = (moment: string): string => new Date(moment).toLocaleDateString("sv-SE");

/** Name, description and the start of the clocks. What a colleague wrote meanwhile is never overwritten. */
export function ProjectDetailsForm({ project }: ProjectDetailsFormProps) {
  const t = useTranslations("projects");
  const errorText = useErrorText();
  const [seen, setSeen] = useState(project);
  const [draft, setDraft] = useState(() => ({
    ...textsOf(project),
    start: dayOf(project.startAt),
  }));
  const update = useUpdateProject(project.slug);
  const refused = update.error instanceof ApiError ? update.error : null;
  const outdated = refused?.problem.code === "project_outdated" ? refused.problem.current : null;

  function submit(event: FormEvent): void {
    event.preventDefault();
    const { name, description, start } = draft;
    const startAt =
      start === "" || start === dayOf(seen.startAt)
        ? {}
        : { startAt: new Date(`${start}T00:00`).toISOString() };
    update.mutate(
      { name, description, ...startAt, seenRevision: seen.textRevision },
      {
        onSuccess: (stored) => {
          setSeen(stored);
          setDraft({ ...textsOf(stored), start: dayOf(stored.startAt) });
          showToast({ title: t("settings.saved") });
        },
      },
    );
  }

  return (
    <Form failure={update.error} onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t("form.name")} error={refused?.field("name")}>
        <Input value={draft.name} onValueChange={(name) => setDraft({ ...draft, name })} />
      </Field>
      <Field label={t("form.description")} error={refused?.field("description")}>
        <Textarea
          value={draft.description}
          onValueChange={(description) => setDraft({ ...draft, description })}
        />
      </Field>
      <Field
        label={t("form.start")}
        hint={t("settings.startHint")}
        error={refused?.field("startAt")}
      >
        <DateInput
          value={draft.start}
          onValueChange={(start) => setDraft({ ...draft, start })}
          className="max-w-48"
        />
      </Field>
      <FormAlert>{update.error && errorText(update.error)}</FormAlert>
      {isProject(outdated) && (
        <Theirs project={outdated} onTake={() => setSeen(outdated)} taken={seen === outdated} />
      )}
      <SubmitButton variant="primary" pending={update.isPending} className="self-start">
        {t("settings.save")}
      </SubmitButton>
    </Form>
  );
}

const textsOf = ({ name, description }: ProjectSummary) => ({ name, description });

function isProject(value: unknown): value is ProjectSummary {
  return typeof value === "object" && value !== null && "textRevision" in value;
}

interface TheirsProps {
  project: ProjectSummary;
  onTake: () => void;
  taken: boolean;
}

/** What a colleague has stored meanwhile, to put together with one's own text before saving again. */
function Theirs({ project, onTake, taken }: TheirsProps) {
  const t = useTranslations("projects");
  return (
    <div className="flex flex-col gap-2 border-l-2 border-stale pl-3">
      <p className="text-sm font-medium">{t("settings.theirs")}</p>
      <p className="break-words">{project.name}</p>
      <p className="break-words whitespace-pre-wrap text-muted">{project.description}</p>
      {taken ? (
        <p className="text-sm text-muted">{t("settings.seen")}</p>
      ) : (
        <Button onClick={onTake} className="self-start">
          {t("settings.keepMine")}
        </Button>
      )}
    </div>
  );
}
