"use client";

import { clsx } from "clsx";
import { Search, SlidersHorizontal, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState, type ComponentProps } from "react";

import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { DateInput } from "#components/ui/date-input.tsx";
import { Input } from "#components/ui/input.tsx";
import { actionChoices } from "./action-options.ts";
import { FIRST_DAY, isDay, LAST_DAY } from "./day-range.ts";
import type { AuditFilters } from "./filter-params.ts";

type ComboboxItem = ComponentProps<typeof Combobox>["items"][number];

/** Somebody who may have left traces. */
export interface AuditPerson {
  id: string;
  name: string;
  /** No longer a member. */
  former: boolean;
}

interface FilterBarProps {
  kind: "project" | "organization";
  people: readonly AuditPerson[];
  projects: readonly { id: string; name: string }[];
  filters: AuditFilters;
  /** How many are on. */
  active: number;
  /** What the thing that the log is narrowed to is called. */
  subjectName: string | null;
  onChange: (change: Partial<AuditFilters>) => void;
  onClear: () => void;
}

/** What the log is narrowed to; kept in the page's address. On phones most of it folds away. */
export function FilterBar(props: FilterBarProps) {
  const t = useTranslations("audit.filter");
  const { filters, onChange } = props;
  const [unfolded, setUnfolded] = useState(false);
  const folded = [filters.actor, filters.action, filters.project, filters.from, filters.to];
  const others = folded.filter((value) => value !== null).length;
  return (
    <div
      role="search"
      aria-label={t("label")}
      className="flex flex-wrap items-center gap-2 pb-3 print:hidden"
    >
      <TextFilter value={filters.q} onChange={(q) => onChange({ q })} />
      <Button aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)} className="sm:hidden">
        <SlidersHorizontal aria-hidden className="size-4" />
        {t("label")}
        {others > 0 && <Badge tone="accent">{others}</Badge>}
      </Button>
      <div
        className={clsx("flex-wrap items-center gap-2 sm:contents", unfolded ? "flex" : "hidden")}
      >
        <PersonFilter people={props.people} value={filters.actor} onChange={onChange} />
        <ActionFilter kind={props.kind} value={filters.action} onChange={onChange} />
        {props.kind === "organization" && (
          <ProjectFilter projects={props.projects} value={filters.project} onChange={onChange} />
        )}
        <div className="flex w-full items-center gap-1 sm:w-auto">
          <DayFilter name="from" value={filters.from} onChange={onChange} />
          <span aria-hidden className="text-faint">
            –
          </span>
          <DayFilter name="to" value={filters.to} onChange={onChange} />
        </div>
      </div>
      {filters.subject && (
        <Button onClick={() => onChange({ subject: null })} title={t("removeSubject")}>
          {props.subjectName ? t("subject", { subject: props.subjectName }) : t("subjectUnknown")}
          <X aria-hidden className="size-3.5" />
        </Button>
      )}
      {props.active > 0 && (
        <Button variant="ghost" onClick={props.onClear}>
          {t("clear")}
        </Button>
      )}
    </div>
  );
}

type Change = { onChange: FilterBarProps["onChange"] };

function TextFilter({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const t = useTranslations("audit.filter");
  return (
    <span className="relative min-w-44 flex-1 sm:w-64 sm:flex-none">
      <Search
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-faint"
      />
      <Input
        type="search"
        value={value}
        maxLength={200}
        onValueChange={(text) => onChange(text)}
        aria-label={t("text")}
        placeholder={t("text")}
        className="pl-8"
      />
    </span>
  );
}

function PersonFilter(props: Change & { people: readonly AuditPerson[]; value: string | null }) {
  const t = useTranslations("audit.filter");
  const items = useMemo<ComboboxItem[]>(
    () =>
      props.people.map(({ id, name, former }) => ({
        value: id,
        label: name,
        leading: <Avatar name={name} size="xs" />,
        ...(former ? { hint: t("formerPerson") } : {}),
      })),
    [props.people, t],
  );
  return (
    <Combobox
      label={t("actor")}
      items={items}
      value={props.value}
      onValueChange={(actor) => props.onChange({ actor })}
      placeholder={t("anyone")}
      searchPlaceholder={t("searchPeople")}
      emptyText={t("noPeople")}
      clearLabel={t("clearOne")}
      className="w-full sm:w-40"
    />
  );
}

function ActionFilter(props: Change & { kind: "project" | "organization"; value: string | null }) {
  const t = useTranslations("audit");
  const items = useMemo<ComboboxItem[]>(
    () =>
      actionChoices(props.kind).map(({ noun, action }) => ({
        value: action ? `${noun}.${action}` : noun,
        label: action ? t(`action.${noun}.${action}`) : t(`noun.${noun}`),
        ...(action ? { hint: t(`noun.${noun}`) } : {}),
      })),
    [props.kind, t],
  );
  return (
    <Combobox
      label={t("filter.action")}
      items={items}
      value={props.value}
      onValueChange={(action) => props.onChange({ action })}
      placeholder={t("filter.anything")}
      searchPlaceholder={t("filter.searchActions")}
      emptyText={t("filter.noActions")}
      clearLabel={t("filter.clearOne")}
      className="w-full sm:w-44"
    />
  );
}

function ProjectFilter(
  props: Change & { projects: FilterBarProps["projects"]; value: string | null },
) {
  const t = useTranslations("audit.filter");
  const items = useMemo<ComboboxItem[]>(
    () => [
      { value: "organization", label: t("organization") },
      ...props.projects.map(({ id, name }) => ({ value: id, label: name })),
    ],
    [props.projects, t],
  );
  return (
    <Combobox
      label={t("project")}
      items={items}
      value={props.value}
      onValueChange={(project) => props.onChange({ project })}
      placeholder={t("anywhere")}
      searchPlaceholder={t("searchProjects")}
      emptyText={t("noProjects")}
      clearLabel={t("clearOne")}
      className="w-full sm:w-44"
    />
  );
}

function DayFilter(props: Change & { name: "from" | "to"; value: string | null }) {
  const t = useTranslations("audit.filter");
  const { name, value, onChange } = props;
  return (
    <DateInput
      value={value ?? ""}
      min={FIRST_DAY}
      max={LAST_DAY}
      onValueChange={(day) => (day === "" || isDay(day)) && onChange({ [name]: day || null })}
      aria-label={t(name)}
      className="flex-1 sm:w-36 sm:flex-none"
    />
  );
}
