"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";

interface NavTabsProps {
  /** The accessible name of the navigation. */
  label: string;
  /** `exact` marks the tab as current on its own path only, not below it. */
  items: readonly { href: string; label: ReactNode; exact?: boolean }[];
  className?: string;
}

/** Pages of one thing, side by side; scrolls sideways where it is narrow. */
export function NavTabs({ label, items, className }: NavTabsProps) {
  const path = usePathname();
  const list = useRef<HTMLUListElement>(null);
  // Where there is not room for all of them, the present one is among those that are seen.
  useEffect(() => {
    const current = list.current?.querySelector('[aria-current="page"]');
    current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [path]);
  return (
    <nav aria-label={label} className={clsx("overflow-x-auto", className)}>
      <ul ref={list} className="flex gap-1">
        {items.map(({ href, label: text, exact }) => {
          const current = path === href || (!exact && path.startsWith(`${href}/`));
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={current ? "page" : undefined}
                className={clsx(
                  "flex h-9 items-center border-b-2 px-2 font-medium whitespace-nowrap transition-colors focus-visible:-outline-offset-2 pointer-coarse:h-11",
                  current ? "border-ink text-ink" : "border-transparent text-muted hover:text-ink",
                )}
              >
                {text}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
