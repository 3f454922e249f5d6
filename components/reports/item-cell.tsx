"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { useLocale } from "next-intl";
import type { ReactNode } from "react";

import { Cell } from "#components/ui/table.tsx";
import { titleIn, TitleText } from "#components/ui/title-text.tsx";
import { checklistHref } from "./links.ts";

interface ItemCellProps {
  slug: string;
  item: { code: string; title: string; titleKo: string | null };
  className?: string;
  /** What stands below the title. */
  children?: ReactNode;
}

/** An item in a table: its code and title, leading to its panel. */
export function ItemCell({ slug, item, className, children }: ItemCellProps) {
  const title = titleIn(item, useLocale());
  return (
    <Cell className={clsx("py-1.5 print:min-w-0", className ?? "min-w-56")}>
      <Link
        href={checklistHref(slug, { item: item.code })}
        className="flex items-baseline gap-2.5 rounded-sm underline-offset-4 hover:underline pointer-coarse:py-2"
      >
        <span className="w-16 shrink-0 font-mono text-xs text-muted">{item.code}</span>
        <span className="min-w-0">
          <TitleText text={title} />
        </span>
      </Link>
      {children}
    </Cell>
  );
}
