"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { decodeMarkdown } from "./decode-markdown.ts";

const MAX_BYTES = 2 * 1024 * 1024;

interface MarkdownSourceProps {
  value: string;
  onChange: (value: string) => void;
  /** What the server found wrong, with the line. */
  error: string | undefined;
}

/** A Markdown checklist, from a file or pasted; what was read stands in the box and can be mended there. */
export function MarkdownSource({ value, onChange, error }: MarkdownSourceProps) {
  const t = useTranslations("projects");
  const id = useId();
  const [trouble, setTrouble] = useState<string | null>(null);

  async function read(file: File | undefined): Promise<void> {
    if (!file) return;
    // The server would say so too, but first it would have to be sent, and to stand in the box.
    if (file.size > MAX_BYTES) return setTrouble(t("form.fileTooLarge"));
    try {
      const decoded = decodeMarkdown(await file.arrayBuffer());
      if ("badLine" in decoded) {
        return setTrouble(t("form.fileNotUtf8", { line: decoded.badLine }));
      }
      onChange(decoded.text);
      setTrouble(null);
    } catch {
      setTrouble(t("form.fileUnreadable"));
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
        // The same file again, mended meanwhile, is a change too.
        onClick={(event) => void (event.currentTarget.value = "")}
        onChange={(event) => void read(event.target.files?.[0])}
        className="text-sm text-muted file:mr-3 file:h-(--control) file:cursor-pointer file:rounded-md file:border file:border-line-strong file:bg-surface file:px-3 file:text-base file:font-medium file:text-ink hover:file:bg-sunken"
      />
      <Field
        label={t("form.markdownText")}
        hint={t("form.markdownTextHint")}
        error={trouble ?? error}
      >
        <Textarea
          mono
          rows={8}
          value={value}
          onValueChange={(text) => {
            onChange(text);
            setTrouble(null);
          }}
          spellCheck={false}
        />
      </Field>
    </div>
  );
}
