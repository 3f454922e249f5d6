"use client";

import { ListX } from "lucide-react";
import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

interface NothingFoundProps {
  filtered: boolean;
  onClear: () => void;
}

/** The list is empty: because of the filters, or because nothing is in it. */
export function NothingFound({ filtered, onClear }: NothingFoundProps) {
  const t = useTranslations("checklist");
  return (
    <EmptyState
      icon={<ListX aria-hidden className="size-5" />}
      action={filtered && <Button onClick={onClear}>{t("filter.clear")}</Button>}
    >
      {t(filtered ? "empty.filtered" : "empty.all")}
    </EmptyState>
  );
}
