"use client";

import { useTranslations } from "next-intl";

import { useProjectFeed } from "#components/projects/use-project-events.tsx";
import { useProject } from "#components/projects/use-project.ts";
import { Section } from "#components/reports/section.tsx";
import { TextLink } from "#components/reports/text-link.tsx";
import { liveHref } from "#components/widgets/links.ts";
import { OverviewStrip } from "#components/widgets/overview-strip.tsx";
import { useLiveWidgets, useWidgetRefresh } from "#components/widgets/use-widgets.ts";
import { DEFAULT_RANGE } from "#lib/widgets/choices.ts";

interface LiveStripProps {
  slug: string;
  projectId: string;
}

/** The widgets that stand on the overview; nothing where there are none. */
export function LiveStrip({ slug, projectId }: LiveStripProps) {
  const t = useTranslations("widgets");
  const { follow } = useProjectFeed();
  useWidgetRefresh(follow, projectId, useProject(slug).data?.revision ?? 0);
  const { data, dataUpdatedAt } = useLiveWidgets(projectId, DEFAULT_RANGE, true);
  if (!data || data.widgets.length === 0) return null;
  return (
    <Section
      id="live"
      title={t("overview.title")}
      actions={<TextLink href={liveHref(slug)}>{t("overview.all")}</TextLink>}
    >
      <OverviewStrip slug={slug} page={data} arrivedAt={dataUpdatedAt} />
    </Section>
  );
}
