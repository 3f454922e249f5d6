"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";

import { Button } from "#components/ui/button.tsx";
import { DateInput } from "#components/ui/date-input.tsx";
import { Field } from "#components/ui/field.tsx";
import { dayIn, dayOf, endOfDay } from "./due-day.ts";

interface DueFormProps {
  /** ISO 8601, or null. */
  current: string | null;
  clearable: boolean;
  onChoose: (dueAt: string | null) => void;
}

const shortcuts = [
  ["today", 0],
  ["tomorrow", 1],
  ["week", 7],
] as const;

/** Asks for a day: one of the usual ones, or any. */
export function DueForm({ current, clearable, onChoose }: DueFormProps) {
  const t = useTranslations("checklist");
  const common = useTranslations("common");
  const [day, setDay] = useState(dayOf(current));
  const moment = endOfDay(day);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (moment) onChoose(moment);
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-3 p-2">
      <div className="flex flex-wrap gap-1.5">
        {shortcuts.map(([name, days]) => (
          <Button key={name} size="sm" onClick={() => onChoose(endOfDay(dayIn(days, new Date())))}>
            {t(`due.${name}`)}
          </Button>
        ))}
        {clearable && (
          <Button size="sm" variant="ghost" onClick={() => onChoose(null)}>
            {t("due.none")}
          </Button>
        )}
      </div>
      <div className="flex items-end gap-2">
        <Field label={t("due.label")} className="flex-1">
          <DateInput value={day} onValueChange={setDay} />
        </Field>
        <Button type="submit" variant="primary" disabled={!moment || moment === current}>
          {common("apply")}
        </Button>
      </div>
    </form>
  );
}
