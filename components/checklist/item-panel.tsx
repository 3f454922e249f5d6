"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { SidePanel } from "#components/ui/side-panel.tsx";
import type { Heading, Item } from "#lib/checklist/contract.ts";
import { useChecklistStore } from "./checklist-store.ts";
import { CustomItemMenu } from "./custom-item-menu.tsx";
import { titleIn } from "#components/ui/title-text.tsx";
import { useEnvironment } from "./environment.ts";
import { PanelDetail } from "./panel-detail.tsx";
import { PanelPlan } from "./panel-plan.tsx";
import { PanelTexts } from "./panel-texts.tsx";

interface ItemPanelProps {
  /** From the page's address; there may be no such item. */
  code: string;
  item: Item | undefined;
  items: readonly Item[];
  headings: readonly Heading[];
  loading: boolean;
  verification: ((item: Item) => ReactNode) | undefined;
  history: ((item: Item) => ReactNode) | undefined;
  onOpen: (item: Item) => void;
  onClose: () => void;
}

/** All of one item, beside the list; everything in it can be changed in place. */
export function ItemPanel(props: ItemPanelProps) {
  const { code, item, loading } = props;
  const t = useTranslations("checklist");
  const common = useTranslations("common");
  const locale = useLocale();
  const onClose = (): void => {
    // What has the focus goes away; the row that it was about takes it.
    if (item) document.getElementById(`item-${item.id}`)?.focus({ preventScroll: true });
    props.onClose();
  };
  return (
    <SidePanel
      open
      onClose={onClose}
      title={item ? `${code} ${titleIn(item, locale)}` : code}
      closeLabel={common("close")}
      header={<PanelHeader {...props} />}
    >
      {!item && !loading && (
        <EmptyState action={<Button onClick={onClose}>{t("panel.toList")}</Button>}>
          {t("panel.missing", { code })}
        </EmptyState>
      )}
      {item && (
        <div key={item.id} className="flex flex-col gap-6 pb-8">
          <div className="flex flex-col gap-4">
            <PanelTexts item={item} />
            <PanelPlan item={item} />
          </div>
          {props.verification?.(item)}
          <PanelDetail item={item} />
          {props.history && (
            <section aria-labelledby="item-history">
              <h3 id="item-history" className="mb-2 text-sm text-muted">
                {t("panel.history")}
              </h3>
              {props.history(item)}
            </section>
          )}
        </div>
      )}
    </SidePanel>
  );
}

function PanelHeader({ code, item, items, headings, onOpen, onClose }: ItemPanelProps) {
  const t = useTranslations("checklist");
  const common = useTranslations("common");
  const store = useChecklistStore();
  const { fromCatalog } = useEnvironment();
  const at = item ? store.order.indexOf(item.id) : -1;
  const neighbour = (by: number) => {
    const id = at < 0 ? undefined : store.order[at + by];
    return items.find((each) => each.id === id);
  };
  const go = (by: number): void => {
    const next = neighbour(by);
    if (!next) return;
    onOpen(next);
    store.reveal(next.id);
  };
  return (
    <div className="flex items-center gap-1">
      <span className="font-mono text-xs text-muted">{code}</span>
      {item && fromCatalog && item.origin !== "core" && (
        <Badge className="ml-1">{t(`origin.${item.origin}`)}</Badge>
      )}
      {item && (
        <>
          <CopyButton
            text={typeof location === "undefined" ? "" : linkTo(code)}
            label={t("panel.copyLink")}
            copiedLabel={common("copied")}
          />
          <span className="ml-auto flex">
            {item.origin === "custom" && (
              <CustomItemMenu item={item} items={items} headings={headings} onRemoved={onClose} />
            )}
            <IconButton label={t("panel.previous")} keys={["K"]} onClick={() => go(-1)}>
              <ChevronUp aria-hidden className="size-4" />
            </IconButton>
            <IconButton label={t("panel.next")} keys={["J"]} onClick={() => go(1)}>
              <ChevronDown aria-hidden className="size-4" />
            </IconButton>
          </span>
        </>
      )}
    </div>
  );
}

function linkTo(code: string): string {
  return `${location.origin}${location.pathname}?item=${encodeURIComponent(code)}`;
}
