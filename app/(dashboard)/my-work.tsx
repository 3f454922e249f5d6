"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { checklistKeys } from "#components/checklist/keys.ts";
import { MyItems } from "#components/checklist/my-items.tsx";
import { useProjectsRefresh } from "#components/projects/use-projects-refresh.ts";

// For those who lead rather than have items of their own.
const Portfolio = dynamic(
  async () => (await import("#components/projects/portfolio.tsx")).Portfolio,
);

/**
 * My open items, following what happens in the projects they belong to; where there are none, the
 * projects side by side.
 */
export function MyWork({ mayCreate }: { mayCreate: boolean }) {
  const t = useTranslations("projects");
  useProjectsRefresh(checklistKeys.mine);
  return (
    <MyItems
      otherwise={
        <section aria-labelledby="home-projects" className="mt-6 border-t border-line pt-4">
          <h2 id="home-projects" className="mb-3 text-lg">
            {t("title")}
          </h2>
          <Portfolio mayCreate={mayCreate} />
        </section>
      }
    />
  );
}
