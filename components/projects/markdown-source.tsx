"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

export type MarkdownText = { text: string; fileName: string | null };

interface MarkdownSourceProps {
  value: MarkdownText;
  onChange: (value: MarkdownText) => void;
  /** What the server found wrong, with the line. */
  error: string | undefined;
}

/** A Markdown checklist, from a file or pasted; what was read stands in the box and can be mended there. */
export function MarkdownSource({ value, onChange, error }: MarkdownSourceProps) {
  const t = useTranslations("projects");
  const id = useId();
  const [unreadable, setUnreadable] = useState(false);

  async function read(file: File | undefined): Promise<void> {
    if (!file) return;
    try {
      onChange({ text: await file.text(), fileName: file.name });
      setUnreadable(false);
    } catch {
      setUnreadable(true);
    }
  }

  return (
    <div className="flex flex-col gap-3">
      <label htmlFor={id} className="text-sm font-medium">
        {t("form.file")}
      </label>
      <input
        id={id}
        type="file"
        accept=".md,.markdown,text/markdown,text/plain"
        onChange={(event) => void read(event.target.files?.[0])}
        className="text-sm text-muted file:mr-3 file:h-(--control) file:cursor-pointer file:rounded-md file:border file:border-line-strong file:bg-surface file:px-3 file:text-base file:font-medium file:text-ink hover:file:bg-sunken"
      />
      <Field
        label={t("form.markdownText")}
        hint={t("form.markdownTextHint")}
        error={unreadable ? t("form.fileUnreadable") : error}
      >
        <Textarea
          mono
          rows={8}
          value={value.text}
          onValueChange={(text) => onChange({ text, fileName: value.fileName })}
          spellCheck={false}
        />
      </Field>
    </div>
  );
}
