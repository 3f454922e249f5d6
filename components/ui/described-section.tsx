import { useId, type ReactNode } from "react";

interface DescribedSectionProps {
  title: string;
  description: string;
  children: ReactNode;
}

/** One subject of a page: what it is on the left, what belongs to it on the right. */
export function DescribedSection({ title, description, children }: DescribedSectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-8 gap-y-4 border-t border-line py-6 md:grid-cols-[13rem_minmax(0,1fr)]"
    >
      <div>
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        <p className="mt-1 text-sm text-muted">{description}</p>
      </div>
      <div className="flex min-w-0 flex-col gap-4">{children}</div>
    </section>
  );
}
