"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { clsx } from "clsx";
import { Check } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

import { Kbd } from "./kbd.tsx";
import type { TriggerElement } from "./light-trigger.tsx";
import {
  MenuPartsContext,
  type MenuChoiceProps,
  type MenuItemProps,
  type MenuLinkProps,
} from "./menu-parts.ts";
import { floating, listItem } from "./styles.ts";

export interface MenuWindowProps {
  /** The element that opens it, for example `<IconButton label=… />`. */
  trigger: TriggerElement;
  side?: "top" | "bottom" | "left" | "right";
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}

const parts = { Item, Link: LinkItem, Choice, Separator };

/** The heavy half of `Menu`, open from the start. */
export function MenuWindow({
  trigger,
  side = "bottom",
  align = "end",
  className,
  children,
}: MenuWindowProps) {
  return (
    <Base.Root defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={4} className="z-50 outline-none">
          <Base.Popup
            className={clsx(floating, "min-w-48 origin-(--transform-origin) p-1", className)}
          >
            <MenuPartsContext value={parts}>{children}</MenuPartsContext>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Item({ icon, keys, tone, disabled, onSelect, children }: MenuItemProps) {
  return (
    <Base.Item
      onClick={onSelect}
      disabled={disabled}
      className={clsx(listItem, tone === "fail" && "text-fail")}
    >
      <Icon>{icon}</Icon>
      <span className="min-w-0 flex-1">{children}</span>
      {keys && <Kbd keys={keys} />}
    </Base.Item>
  );
}

function LinkItem({ href, icon, children }: MenuLinkProps) {
  return (
    <Base.LinkItem render={<Link href={href} />} closeOnClick className={listItem}>
      <Icon>{icon}</Icon>
      {children}
    </Base.LinkItem>
  );
}

function Choice({ label, items, value, onValueChange }: MenuChoiceProps) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-xs text-muted">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next) => onValueChange(String(next))}>
        {items.map((item) => (
          <Base.RadioItem key={item.value} value={item.value} closeOnClick className={listItem}>
            <Icon>{item.icon}</Icon>
            <span className="min-w-0 flex-1">{item.label}</span>
            <Base.RadioItemIndicator className="text-accent-ink">
              <Check aria-hidden className="size-4" />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

function Separator() {
  return <Base.Separator className="-mx-1 my-1 border-t border-line" />;
}

function Icon({ children }: { children: ReactNode }) {
  if (!children) return null;
  return <span className="flex w-4 shrink-0 justify-center text-muted">{children}</span>;
}
