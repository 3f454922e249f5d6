"use client";

import { useQuery } from "@tanstack/react-query";
import { FolderPlus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { parseAsBoolean, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useDeferredValue, useMemo, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Input } from "#components/ui/input.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { PortfolioTable } from "./portfolio-table.tsx";
import { projectKeys } from "./keys.ts";
import { columns, sortProjects } from "./project-figures.ts";
import { projectsQuery } from "./use-projects.ts";
import { useProjectsRefresh } from "./use-projects-refresh.ts";

const parsers = {
  sort: parseAsStringLiteral(columns).withDefault("name"),
  descending: parseAsBoolean.withDefault(false),
  archived: parseAsBoolean.withDefault(false),
};

interface PortfolioProps {
  mayCreate: boolean;
}

/** All projects side by side, with the same figures, sortable by each. */
export function Portfolio({ mayCreate }: PortfolioProps) {
  const t = useTranslations("projects");
  const locale = useLocale();
  const errorText = useErrorText();
  const [view, setView] = useQueryStates(parsers);
  const [text, setText] = useState("");
  const wanted = useDeferredValue(text.normalize("NFC").toLowerCase().trim());
  const { data, error, refetch } = useQuery(projectsQuery(view.archived));
  useProjectsRefresh(projectKeys.lists);
  const shown = useMemo(() => {
    const found = (data ?? []).filter(({ name, description }) =>
      `${name} ${description}`.toLowerCase().includes(wanted),
    );
    return sortProjects(found, view.sort, view.descending, locale);
  }, [data, wanted, view.sort, view.descending, locale]);

  if (error && !data) {
    const retry = <Button onClick={() => void refetch()}>{t("retry")}</Button>;
    return <ErrorState title={errorText(error)} action={retry} />;
  }
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <Input
          type="search"
          aria-label={t("find")}
          placeholder={t("find")}
          value={text}
          onValueChange={setText}
          className="max-w-64"
        />
        <Segmented
          label={t("state")}
          value={view.archived ? "archived" : "active"}
          onValueChange={(value) => void setView({ archived: value === "archived" })}
          items={[
            { value: "active", label: t("active") },
            { value: "archived", label: t("archived") },
          ]}
        />
      </div>
      {!data && <Skeleton className="h-96 w-full" />}
      {data && data.length > 0 && (
        <PortfolioTable
          projects={shown}
          sort={view.sort}
          descending={view.descending}
          onSort={(sort) =>
            void setView({
              sort,
              // Figures are first wanted from the top, names from the start.
              descending: sort === view.sort ? !view.descending : sort !== "name",
            })
          }
        />
      )}
      {data?.length === 0 && (
        <EmptyState
          icon={<FolderPlus aria-hidden className="size-5" />}
          action={
            mayCreate && !view.archived ? (
              <LinkButton href="/projects/new" variant="primary">
                {t("new")}
              </LinkButton>
            ) : undefined
          }
        >
          {view.archived ? t("noneArchived") : mayCreate ? t("none") : t("noneForYou")}
        </EmptyState>
      )}
      {data && data.length > 0 && shown.length === 0 && (
        <EmptyState action={<Button onClick={() => setText("")}>{t("clear")}</Button>}>
          {t("noMatch")}
        </EmptyState>
      )}
    </>
  );
}
