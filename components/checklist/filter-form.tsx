"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo, type ReactNode } from "react";

import { Avatar } from "#components/ui/avatar.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { ClaimMark } from "#components/ui/claim-mark.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { VerdictMark } from "#components/ui/verdict-mark.tsx";
import type { Heading, Item } from "#lib/checklist/contract.ts";
import { useEnvironment } from "./environment.ts";
import type { Filters } from "./filters.ts";
import { titleIn } from "#components/ui/title-text.tsx";
import { claims, itemOrigins, verdicts } from "./terms.ts";

export interface FilterFormProps {
  filters: Filters;
  headings: readonly Heading[];
  items: readonly Item[];
  onChange: (change: Partial<Filters>) => void;
}

// A select's value is a text; this one is no code of a phase.
const ANY = "";

/** All filters but the words, taking effect at once. */
export function FilterForm({ filters, headings, items, onChange }: FilterFormProps) {
  const t = useTranslations("checklist");
  const locale = useLocale();
  const any = { value: ANY, label: t("filter.any") };
  const steps = useMemo(() => {
    const numbers = new Set(items.flatMap(({ focusStep }) => focusStep ?? []));
    return [...numbers].sort((a, b) => a - b);
  }, [items]);
  const phases = headings.filter(({ level }) => level === "phase");
  return (
    <div className="flex flex-col gap-4">
      <Field label={t("filter.phase")}>
        <Select
          items={[
            any,
            ...phases.map((phase) => ({
              value: phase.code,
              label: `${phase.code} ${titleIn(phase, locale)}`,
            })),
          ]}
          value={filters.phase ?? ANY}
          onValueChange={(phase) => onChange({ phase: phase || null })}
        />
      </Field>
      <Choices
        legend={t("claim.label")}
        all={claims}
        chosen={filters.claim}
        onChange={(claim) => onChange({ claim })}
        label={(claim) => (
          <>
            <ClaimMark claim={claim} />
            {t(`claim.${claim}`)}
          </>
        )}
      />
      <Choices
        legend={t("verdict.title")}
        all={verdicts}
        chosen={filters.verdict}
        onChange={(verdict) => onChange({ verdict })}
        label={(verdict) => (
          <>
            <VerdictMark verdict={verdict} className="size-3.5" />
            {t(`verdict.${verdict}`)}
          </>
        )}
      />
      <Field label={t("waiver.label")}>
        <Select
          items={[
            any,
            { value: "true", label: t("waiver.waived") },
            { value: "false", label: t("waiver.none") },
          ]}
          value={filters.waived === null ? ANY : String(filters.waived)}
          onValueChange={(waived) => onChange({ waived: waived ? waived === "true" : null })}
        />
      </Field>
      <AssigneeFilter value={filters.assignee} onChange={(assignee) => onChange({ assignee })} />
      {steps.length > 0 && (
        <Field label={t("filter.focus")}>
          <Select
            items={[
              any,
              ...steps.map((step) => ({ value: String(step), label: t("filter.step", { step }) })),
            ]}
            value={filters.step === null ? ANY : String(filters.step)}
            onValueChange={(step) => onChange({ step: step ? Number(step) : null })}
          />
        </Field>
      )}
      <Choices
        legend={t("filter.origin")}
        all={itemOrigins}
        chosen={filters.origin}
        onChange={(origin) => onChange({ origin })}
        label={(origin) => t(`origin.${origin}`)}
      />
    </div>
  );
}

interface ChoicesProps<Value extends string> {
  legend: string;
  all: readonly Value[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
  label: (value: Value) => ReactNode;
}

function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { legend, all, chosen, onChange, label } = props;
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      {all.map((value) => (
        <Checkbox
          key={value}
          checked={chosen.includes(value)}
          onCheckedChange={(checked) =>
            onChange(all.filter((each) => (each === value ? checked : chosen.includes(each))))
          }
          label={
            <span className="flex items-center gap-2 pointer-coarse:min-h-9">{label(value)}</span>
          }
        />
      ))}
    </fieldset>
  );
}

interface AssigneeFilterProps {
  value: string | null;
  onChange: (value: string | null) => void;
}

function AssigneeFilter({ value, onChange }: AssigneeFilterProps) {
  const t = useTranslations("checklist");
  const common = useTranslations("common");
  const { people } = useEnvironment();
  const items = [
    { value: "me", label: t("assignee.me") },
    { value: "nobody", label: t("assignee.nobody") },
    ...[...people.values()].map(({ userId, name, email }) => ({
      value: userId,
      label: name,
      hint: email,
      leading: <Avatar name={name} size="xs" />,
    })),
  ];
  return (
    <Field label={t("assignee.label")}>
      <Combobox
        items={items}
        value={value}
        onValueChange={onChange}
        placeholder={t("filter.any")}
        searchPlaceholder={t("assignee.search")}
        emptyText={common("noMatches")}
        clearLabel={common("clear")}
      />
    </Field>
  );
}
