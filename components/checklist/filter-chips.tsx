"use client";

import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";

import type { Heading } from "#lib/checklist/contract.ts";
import { useEnvironment } from "./environment.ts";
import { noFilters, type Filters } from "./filters.ts";
import { titleIn } from "#components/ui/title-text.tsx";

interface FilterChipsProps {
  names: readonly (keyof Filters)[];
  filters: Filters;
  headings: readonly Heading[];
  onChange: (change: Partial<Filters>) => void;
}

/** The filters that are on, each with a way to take it off. */
export function FilterChips({ names, filters, headings, onChange }: FilterChipsProps) {
  const t = useTranslations("checklist");
  const locale = useLocale();
  const { people } = useEnvironment();

  function describe(name: keyof Filters): string {
    if (name === "claim") return filters.claim.map((claim) => t(`claim.${claim}`)).join(", ");
    if (name === "verdict") {
      const chosen = filters.verdict.map((verdict) => t(`verdict.${verdict}`)).join(", ");
      return t("verdict.label", { verdict: chosen });
    }
    if (name === "waived") return t(filters.waived ? "waiver.waived" : "waiver.none");
    if (name === "origin") return filters.origin.map((each) => t(`origin.${each}`)).join(", ");
    if (name === "step") return t("filter.step", { step: filters.step ?? 0 });
    if (name === "assignee") {
      if (filters.assignee === "nobody") return t("assignee.nobody");
      return people.get(filters.assignee ?? "")?.name ?? t("someone");
    }
    const phase = headings.find(({ level, code }) => level === "phase" && code === filters.phase);
    return phase ? `${phase.code} ${titleIn(phase, locale)}` : (filters.phase ?? "");
  }

  return (
    <ul className="mt-1.5 flex flex-wrap gap-1.5">
      {names.map((name) => {
        const text = describe(name);
        return (
          <li
            key={name}
            className="flex h-6 max-w-full items-center gap-1 rounded-sm bg-accent-soft pl-2 text-xs text-accent-ink pointer-coarse:h-9"
          >
            <span className="min-w-0 truncate">{text}</span>
            <button
              type="button"
              aria-label={t("filter.remove", { filter: text })}
              onClick={() => onChange({ [name]: noFilters[name] })}
              className="flex size-6 items-center justify-center rounded-sm hover:bg-pressed pointer-coarse:size-9"
            >
              <X aria-hidden className="size-3" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
