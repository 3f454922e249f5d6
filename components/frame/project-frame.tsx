import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { NavTabs } from "#components/ui/nav-tabs.tsx";

import { StickyBar } from "./sticky-bar.tsx";

interface ProjectFrameProps {
  project: { name: string; slug: string };
  /** Which tabs this reader may open; the server decides, this only hides. */
  tabs: { audit: boolean; settings: boolean };
  /** Items of which claim and verdict disagree. */
  disagreements: number;
  /** Open or closed, what is in the way, the next clock, three bars. Never scrolls away. */
  gateStrip?: ReactNode;
  /** Buttons of the project as a whole. */
  actions?: ReactNode;
  children: ReactNode;
}

/** Everything around a page of a project. Children bring their own `PageBody`. */
export function ProjectFrame(props: ProjectFrameProps) {
  const { project, tabs, disagreements, gateStrip, actions, children } = props;
  const t = useTranslations("frame");
  const base = `/projects/${encodeURIComponent(project.slug)}`;
  return (
    <div className="group/project [--sticky-top:5rem]">
      {/* A page that brings a title for paper needs no way back on it. */}
      <header className="mx-auto flex min-h-12 w-full max-w-[90rem] items-center gap-3 px-4 pt-1.5 group-has-data-print-title/project:print:hidden lg:px-6">
        <nav aria-label={t("breadcrumb")} className="min-w-0 flex-1">
          <ol className="flex min-w-0 items-baseline gap-1.5">
            <li className="shrink-0 text-muted">
              <Link href="/projects" className="rounded-sm underline-offset-4 hover:underline">
                {t("projects")}
              </Link>
            </li>
            <li aria-hidden className="text-faint">
              /
            </li>
            <li className="min-w-0 font-semibold break-words sm:truncate" title={project.name}>
              {project.name}
            </li>
          </ol>
        </nav>
        {actions && <div className="flex items-center gap-2 print:hidden">{actions}</div>}
      </header>
      <StickyBar>
        <div className="mx-auto w-full max-w-[90rem] px-4 lg:px-6">
          {gateStrip}
          <NavTabs
            label={t("projectNavigation")}
            className="-mx-2 -mb-px print:hidden"
            items={[
              { href: base, label: t("tabs.overview"), exact: true },
              { href: `${base}/checklist`, label: t("tabs.checklist") },
              {
                href: `${base}/disagreements`,
                label: <Counted label={t("tabs.disagreements")} count={disagreements} />,
              },
              { href: `${base}/live`, label: t("tabs.live") },
              { href: `${base}/reports`, label: t("tabs.reports") },
              ...(tabs.audit ? [{ href: `${base}/audit`, label: t("tabs.audit") }] : []),
              ...(tabs.settings ? [{ href: `${base}/settings`, label: t("tabs.settings") }] : []),
            ]}
          />
        </div>
      </StickyBar>
      {children}
    </div>
  );
}

function Counted({ label, count }: { label: string; count: number }) {
  return (
    <span className="flex items-center gap-1.5">
      {label}
      {count > 0 && (
        <span className="figures rounded-full bg-accent-soft px-1.5 text-xs text-accent-ink">
          {count}
        </span>
      )}
    </span>
  );
}
