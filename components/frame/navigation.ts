import { CircleUser, House, Layers, ScrollText, Users, type LucideIcon } from "lucide-react";

/** Parts of the frame that not everybody may open. */
export interface NavigationFlags {
  audit: boolean;
  administration: boolean;
}

export interface Destination {
  id: "home" | "projects" | "audit" | "administration" | "account";
  href: string;
  icon: LucideIcon;
  /** Second key after `g`. */
  key: string;
  /** Any path below this one counts as being there. */
  section: string;
}

const all: readonly Destination[] = [
  { id: "home", href: "/", icon: House, key: "h", section: "/" },
  { id: "projects", href: "/projects", icon: Layers, key: "p", section: "/projects" },
  { id: "audit", href: "/audit", icon: ScrollText, key: "l", section: "/audit" },
  { id: "administration", href: "/admin/people", icon: Users, key: "a", section: "/admin" },
  { id: "account", href: "/account", icon: CircleUser, key: "u", section: "/account" },
];

/** Where this reader may go, in the order of the rail. */
export function destinations(flags: NavigationFlags): readonly Destination[] {
  return all.filter(({ id }) => (id === "audit" || id === "administration" ? flags[id] : true));
}

/** Whether a path lies in a destination. */
export function isCurrent(destination: Destination, path: string): boolean {
  const { section } = destination;
  if (section === "/") return path === "/";
  return path === section || path.startsWith(`${section}/`);
}
