"use client";

import { clsx } from "clsx";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Markdown } from "#components/ui/markdown.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Item } from "#lib/checklist/contract.ts";
import { useRights } from "./environment.ts";
import { titleIn, TitleText } from "#components/ui/title-text.tsx";
import { TextConflict } from "./text-conflict.tsx";
import type { TextField } from "./text-draft.ts";
import { useEditText } from "./use-edit-text.ts";

/** The item's title and what is to be done, editable in place by those who may. */
export function PanelTexts({ item }: { item: Item }) {
  const t = useTranslations("checklist");
  const locale = useLocale();
  const { edit } = useRights();
  const titleField = locale === "ko" && item.titleKo !== null ? "titleKo" : "title";
  return (
    <div className="flex flex-col gap-2">
      <EditableText item={item} field={titleField} label={t("panel.title")} maxLength={500}>
        <h2 className="text-lg leading-snug">
          <TitleText text={titleIn(item, locale)} />
        </h2>
      </EditableText>
      {(item.description || edit) && (
        <EditableText
          item={item}
          field="description"
          label={t("panel.description")}
          maxLength={10_000}
        >
          {item.description ? (
            <Markdown text={item.description} className="break-words" />
          ) : (
            <p className="text-faint">{t("panel.noDescription")}</p>
          )}
        </EditableText>
      )}
    </div>
  );
}

interface EditableTextProps {
  item: Item;
  field: TextField;
  label: string;
  maxLength: number;
  /** The text as it is read. */
  children: ReactNode;
}

function EditableText({ item, field, label, maxLength, children }: EditableTextProps) {
  const t = useTranslations("checklist");
  const common = useTranslations("common");
  const { edit } = useRights();
  const { state, draft, conflict, start, write, save, cancel } = useEditText(item, field);
  const oneLine = field !== "description";
  if (!edit) return children;
  if (!draft || state === "reading" || state === "saved") {
    return (
      <div className="group relative -mx-2 rounded-md px-2 py-1 hover:bg-sunken">
        {children}
        <button
          type="button"
          aria-label={t("panel.edit", { what: label })}
          onClick={(event) => {
            // A link in the text is followed, not edited.
            if (!(event.target as Element).closest("a")) start();
          }}
          className={clsx(
            "absolute inset-0 rounded-md",
            field === "description" && "pointer-events-none",
          )}
        />
        <span className="mt-1 flex items-center gap-2 text-xs text-muted">
          {field === "description" && (
            <button
              type="button"
              onClick={start}
              className="relative -mx-1 min-h-6 min-w-6 rounded-sm px-1 underline-offset-2 hover:text-ink hover:underline pointer-coarse:min-h-11"
            >
              {common("edit")}
            </button>
          )}
          <span role="status">{state === "saved" && common("saved")}</span>
        </span>
      </div>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      className="flex flex-col gap-2"
    >
      {conflict && <TextConflict theirs={conflict.theirs} mine={draft.text} onTake={cancel} />}
      <Field label={label} hideLabel={!conflict}>
        <Textarea
          autoFocus
          rows={oneLine ? 2 : 6}
          value={draft.text}
          maxLength={maxLength}
          readOnly={state === "saving"}
          onChange={(event) =>
            write(oneLine ? event.target.value.replace(/[\r\n]+/g, " ") : event.target.value)
          }
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            const sends = event.key === "Enter" && (oneLine || event.metaKey || event.ctrlKey);
            if (sends) void save();
            else if (event.key === "Escape") cancel();
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
          className={oneLine ? "min-h-0!" : ""}
        />
      </Field>
      <div className="flex justify-end gap-2">
        <Button size="sm" variant="ghost" onClick={cancel}>
          {common("cancel")}
        </Button>
        <Button type="submit" size="sm" variant="primary" pending={state === "saving"}>
          {conflict ? t("conflict.save") : common("save")}
        </Button>
      </div>
    </form>
  );
}
