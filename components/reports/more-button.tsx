"use client";

import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";

interface MoreButtonProps {
  shown: number;
  count: number;
  all: boolean;
  onToggle: () => void;
}

/** Says how many of how many rows a table shows, also on paper, and shows the others. */
export function MoreButton({ shown, count, all, onToggle }: MoreButtonProps) {
  const t = useTranslations("reports");
  return (
    <p className="mt-2 flex items-center gap-3 text-sm text-muted">
      {!all && t("report.shown", { part: shown, whole: count })}
      <Button
        size="sm"
        variant="ghost"
        aria-expanded={all}
        onClick={onToggle}
        className="print:hidden"
      >
        {all ? t("report.showLess") : t("report.showAll", { count })}
      </Button>
    </p>
  );
}
