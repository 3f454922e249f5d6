import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";

interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  /** The way back up, for example `{ href: "/projects", label: t("projects") }`. */
  parent?: { href: string; label: string };
  /** Beside the title: a badge, a state. */
  aside?: ReactNode;
  /** Buttons, the primary one last. */
  actions?: ReactNode;
}

/** The head of a page; holds its only `h1`. */
export function PageHeader({ title, description, parent, aside, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-4 gap-y-3 pt-5 pb-4">
      <div className="min-w-0">
        {parent && (
          <Link
            href={parent.href}
            className="mb-0.5 inline-flex items-center text-sm text-muted underline-offset-4 hover:text-ink hover:underline pointer-coarse:min-h-11"
          >
            {parent.label}
          </Link>
        )}
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 className="text-xl tracking-tight">{title}</h1>
          {aside}
        </div>
        {description && <p className="mt-0.5 max-w-[72ch] text-muted">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
    </header>
  );
}

interface PageBodyProps {
  /** "narrow" for forms and text, "full" up to 1,440 px. */
  width?: "narrow" | "full";
  className?: string;
  children: ReactNode;
}

/** The column that the content of a page stands in. */
export function PageBody({ width = "full", className, children }: PageBodyProps) {
  return (
    <div
      className={clsx(
        "mx-auto w-full min-w-0 px-4 pb-12 lg:px-6 print:p-0",
        width === "narrow" ? "max-w-3xl" : "max-w-[90rem]",
        className,
      )}
    >
      {children}
    </div>
  );
}
