import { clsx } from "clsx";
import type { ReactNode } from "react";

interface SectionProps {
  /** Unique on the page. */
  id: string;
  title: string;
  /** What the figures mean, in a sentence. */
  about?: ReactNode;
  /** At the end of the head: a link, a button. */
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A part of a page under its own heading, a hairline above. */
export function Section({ id, title, about, actions, className, children }: SectionProps) {
  return (
    <section
      aria-labelledby={id}
      className={clsx("min-w-0 border-t border-line pt-3 print:border-line-strong", className)}
    >
      <div className="mb-2 flex break-after-avoid flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className={clsx("min-w-0", about && "flex-1 basis-60")}>
          <h2 id={id} className="text-lg">
            {title}
          </h2>
          {about && <p className="max-w-[96ch] text-sm text-pretty text-muted">{about}</p>}
        </div>
        {actions && (
          <div className="flex flex-wrap items-center gap-x-3 text-sm print:hidden">{actions}</div>
        )}
      </div>
      {children}
    </section>
  );
}
