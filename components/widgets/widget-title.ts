"use client";

import { useTranslations } from "next-intl";

import type { Widget } from "#lib/widgets/contract.ts";

/** A widget's own title, or that of its preset in the reader's language. */
export function useWidgetTitle(): (widget: Pick<Widget, "preset" | "title">) => string {
  const t = useTranslations("widgets");
  return ({ preset, title }) => {
    const key = `presets.${preset}`;
    return preset !== null && t.has(key) ? t(key) : title;
  };
}
