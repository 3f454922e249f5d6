import type { ReactNode } from "react";

interface SectionProps {
  /** For links to it, such as /account#tokens. */
  id: string;
  title: string;
  description: string;
  children: ReactNode;
}

/** One subject of the account: what it is on the left, what can be done on the right. */
export function Section({ id, title, description, children }: SectionProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid scroll-mt-4 gap-x-8 gap-y-4 border-t border-line py-6 md:grid-cols-[13rem_minmax(0,1fr)]"
    >
      <div>
        <h2 id={`${id}-title`} className="text-base font-semibold">
          {title}
        </h2>
        <p className="mt-1 text-sm text-muted">{description}</p>
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
