"use client";

import { createContext, useContext, type ComponentType, type ReactNode } from "react";

export interface MenuItemProps {
  icon?: ReactNode;
  keys?: readonly string[];
  tone?: "neutral" | "fail";
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

export interface MenuLinkProps {
  href: string;
  icon?: ReactNode;
  children: ReactNode;
}

export interface MenuChoiceProps {
  label: string;
  items: readonly { value: string; label: string; icon?: ReactNode }[];
  value: string;
  onValueChange: (value: string) => void;
}

interface MenuParts {
  Item: ComponentType<MenuItemProps>;
  Link: ComponentType<MenuLinkProps>;
  Choice: ComponentType<MenuChoiceProps>;
  Separator: ComponentType;
}

/** Filled by the window of a menu, so that its pieces are fetched together with it. */
export const MenuPartsContext = createContext<MenuParts | null>(null);

/** The pieces of the surrounding menu; throws outside of one. */
export function useMenuParts(): MenuParts {
  const parts = useContext(MenuPartsContext);
  if (!parts) throw new Error("Menu pieces stand inside a Menu.");
  return parts;
}
