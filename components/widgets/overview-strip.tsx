"use client";

import { clsx } from "clsx";
import { useRouter } from "next/navigation";

import type { LiveWidgets } from "#lib/widgets/live-contract.ts";
import { liveHref } from "./links.ts";
import { LiveContext } from "./live-context.ts";
import { WidgetCard } from "./widget-card.tsx";
import { cellStyle, gridStyle } from "./cell.ts";

interface OverviewStripProps {
  slug: string;
  page: LiveWidgets;
  arrivedAt: number;
}

/** The widgets that also stand on the overview; pressed, they open on the live page. */
export function OverviewStrip({ slug, page, arrivedAt }: OverviewStripProps) {
  const router = useRouter();
  return (
    <LiveContext value={{ page, arrivedAt }}>
      <ul className={gridStyle}>
        {page.widgets.map((widget) => (
          <li
            key={widget.id}
            className={clsx(
              cellStyle({ width: Math.min(2, widget.width), height: 1 }),
              // What fingers can hit takes the room that a chart needs.
              widget.kind === "series" && "pointer-coarse:row-span-2",
            )}
          >
            <WidgetCard
              slug={slug}
              widget={widget}
              onOpen={(id) => router.push(`${liveHref(slug)}?widget=${id}`)}
            />
          </li>
        ))}
      </ul>
    </LiveContext>
  );
}
