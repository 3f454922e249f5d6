"use client";

import { useState, type ReactNode } from "react";

import { LightTrigger } from "./light-trigger.tsx";
import { useMenuParts, type MenuItemProps, type MenuLinkProps } from "./menu-parts.ts";
import type { MenuWindowProps } from "./menu-window.tsx";
import { useOnDemand } from "./use-on-demand.ts";

const load = () => import("./menu-window.tsx");

/** A list of actions behind a button. Fill it with the Menu… pieces of this file. */
export function Menu(props: MenuWindowProps) {
  const [wanted, setWanted] = useState(false);
  const loaded = useOnDemand(load, wanted);
  if (loaded) return <loaded.MenuWindow {...props} />;
  return (
    <LightTrigger
      trigger={props.trigger}
      opens="menu"
      onOpen={() => setWanted(true)}
      prepare={load}
    />
  );
}

/** An action. */
export function MenuItem(props: MenuItemProps) {
  const { Item } = useMenuParts();
  return <Item {...props} />;
}

/** A place to go. */
export function MenuLink(props: MenuLinkProps) {
  const parts = useMenuParts();
  return <parts.Link {...props} />;
}

interface ChoiceProps<Value extends string> {
  label: string;
  items: readonly { value: Value; label: string; icon?: ReactNode }[];
  value: Value;
  onValueChange: (value: Value) => void;
}

/** One of a few settings, with its heading. */
export function MenuChoice<Value extends string>({ onValueChange, ...rest }: ChoiceProps<Value>) {
  const { Choice } = useMenuParts();
  return <Choice {...rest} onValueChange={(value) => onValueChange(value as Value)} />;
}

/** A hairline between groups. */
export function MenuSeparator() {
  const { Separator } = useMenuParts();
  return <Separator />;
}
