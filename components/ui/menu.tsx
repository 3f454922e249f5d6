"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { clsx } from "clsx";
import { Check } from "lucide-react";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";

import { Kbd } from "./kbd.tsx";
import { floating, listItem } from "./styles.ts";

interface MenuProps {
  /** The element that opens it, for example `<IconButton label=… />`. */
  trigger: ReactElement<Record<string, unknown>>;
  side?: "top" | "bottom" | "left" | "right";
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}

/** A list of actions behind a button. Fill it with the Menu… pieces of this file. */
export function Menu({ trigger, side = "bottom", align = "end", className, children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={4} className="z-50 outline-none">
          <Base.Popup
            className={clsx(floating, "min-w-48 origin-(--transform-origin) p-1", className)}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface MenuItemProps {
  icon?: ReactNode;
  keys?: readonly string[];
  tone?: "neutral" | "fail";
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

/** An action. */
export function MenuItem({ icon, keys, tone, disabled, onSelect, children }: MenuItemProps) {
  return (
    <Base.Item
      onClick={onSelect}
      disabled={disabled}
      className={clsx(listItem, tone === "fail" && "text-fail")}
    >
      {icon && <span className="flex w-4 shrink-0 justify-center text-muted">{icon}</span>}
      <span className="min-w-0 flex-1">{children}</span>
      {keys && <Kbd keys={keys} />}
    </Base.Item>
  );
}

/** A place to go. */
export function MenuLink(props: { href: string; icon?: ReactNode; children: ReactNode }) {
  return (
    <Base.LinkItem render={<Link href={props.href} />} closeOnClick className={listItem}>
      {props.icon && (
        <span className="flex w-4 shrink-0 justify-center text-muted">{props.icon}</span>
      )}
      {props.children}
    </Base.LinkItem>
  );
}

interface MenuChoiceProps<Value extends string> {
  label: string;
  items: readonly { value: Value; label: string; icon?: ReactNode }[];
  value: Value;
  onValueChange: (value: Value) => void;
}

/** One of a few settings, with its heading. */
export function MenuChoice<Value extends string>(props: MenuChoiceProps<Value>) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-xs text-muted">
        {props.label}
      </Base.GroupLabel>
      <Base.RadioGroup
        value={props.value}
        onValueChange={(next) => props.onValueChange(next as Value)}
      >
        {props.items.map((item) => (
          <Base.RadioItem key={item.value} value={item.value} closeOnClick className={listItem}>
            {item.icon && (
              <span className="flex w-4 shrink-0 justify-center text-muted">{item.icon}</span>
            )}
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

/** A hairline between groups. */
export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 border-t border-line" />;
}
