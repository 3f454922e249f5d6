"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";

const sources = ["core", "complete", "markdown", "none"] as const;

export type FirstProject = {
  source: (typeof sources)[number];
  /** The text of the chosen file. */
  markdown: string | null;
};

interface FirstProjectFieldsProps {
  value: FirstProject;
  onChange: (value: FirstProject) => void;
  nameError: string | undefined;
  fileError: string | undefined;
}

/** What the first project is made from; it can also wait. */
export function FirstProjectFields(props: FirstProjectFieldsProps) {
  const t = useTranslations("organizations");
  const { value, onChange } = props;
  return (
    <>
      <RadioGroup
        label={t("project.from")}
        value={value.source}
        onValueChange={(source) => onChange({ ...value, source })}
        items={sources.map((source) => ({
          value: source,
          label: t(`project.${source}`),
          hint: t(`project.${source}Hint`),
        }))}
      />
      {value.source === "markdown" && (
        <MarkdownFile
          error={props.fileError}
          onText={(markdown) => onChange({ ...value, markdown })}
        />
      )}
      {value.source !== "none" && (
        <Field
          label={t("project.name")}
          hint={t("project.nameHint")}
          name="projectName"
          error={props.nameError}
        >
          <Input autoComplete="off" />
        </Field>
      )}
    </>
  );
}

interface MarkdownFileProps {
  error: string | undefined;
  onText: (text: string) => void;
}

function MarkdownFile({ error, onText }: MarkdownFileProps) {
  const t = useTranslations("organizations");
  const id = useId();
  const [unreadable, setUnreadable] = useState(false);
  const wrong = unreadable ? t("project.fileUnreadable") : error;

  async function read(file: File | undefined): Promise<void> {
    if (!file) return;
    try {
      onText(await file.text());
      setUnreadable(false);
    } catch {
      setUnreadable(true);
    }
  }

  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {t("project.file")}
      </label>
      <input
        id={id}
        type="file"
        accept=".md,.markdown,text/markdown,text/plain"
        aria-invalid={wrong ? true : undefined}
        aria-describedby={`${id}-about`}
        onChange={(event) => void read(event.target.files?.[0])}
        className="text-sm text-muted file:mr-3 file:h-(--control) file:cursor-pointer file:rounded-md file:border file:border-line-strong file:bg-surface file:px-3 file:text-base file:font-medium file:text-ink hover:file:bg-sunken"
      />
      <p id={`${id}-about`} className="text-xs text-muted">
        {wrong ? <span className="text-fail">{wrong}</span> : t("project.fileHint")}
      </p>
    </div>
  );
}
