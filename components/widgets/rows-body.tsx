"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { useCurrentTime } from "#components/ui/use-current-time.ts";
import { Cell, HeaderCell, Row, Table } from "#components/ui/table.tsx";
import type { SignalRow } from "#lib/widgets/live-contract.ts";
import { markOf } from "./level.ts";

interface RowsProps {
  title: string;
  rows: readonly SignalRow[];
}

/** What a signal lists, as a table. */
export function TableBody({ title, rows }: RowsProps) {
  const t = useTranslations("widgets");
  if (rows.length === 0) return <Nothing />;
  const [detailed, dated] = [rows.some(({ detail }) => detail), rows.some(({ at }) => at)];
  return (
    <div className="h-full overflow-y-auto">
      <Table label={title}>
        <thead>
          <tr>
            <HeaderCell className="w-0">{t("rows.state")}</HeaderCell>
            <HeaderCell>{t("rows.what")}</HeaderCell>
            {detailed && <HeaderCell>{t("rows.detail")}</HeaderCell>}
            {dated && <HeaderCell>{t("rows.when")}</HeaderCell>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Row key={index}>
              <Cell>
                <State row={row} />
              </Cell>
              <Cell className="max-w-80 min-w-32">
                <Title row={row} />
              </Cell>
              {detailed && <Cell className="text-muted">{row.detail}</Cell>}
              {dated && (
                <Cell className="whitespace-nowrap text-muted">
                  <When at={row.at} />
                </Cell>
              )}
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

/** The same as a list, for narrow places. */
export function ListBody({ title, rows }: RowsProps) {
  const t = useTranslations("widgets");
  if (rows.length === 0) return <Nothing />;
  return (
    // Scrolls by itself, so it can be reached by key.
    <ul
      aria-label={title}
      tabIndex={0}
      className="-mx-1 h-full overflow-y-auto rounded-sm px-1 text-sm"
    >
      {rows.map((row, index) => (
        <li
          key={index}
          className="flex items-start gap-2 border-b border-line py-1.5 last:border-b-0"
        >
          <StateMark
            state={markOf[row.state]}
            label={t(`level.${row.state}`)}
            className="mt-0.5 size-3.5"
          />
          <div className="min-w-0 flex-1">
            <Title row={row} />
            {(row.detail ?? row.at) && (
              <p className="flex flex-wrap gap-x-2 text-xs text-muted">
                {row.detail && <span className="min-w-0 break-words">{row.detail}</span>}
                <When at={row.at} />
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function State({ row }: { row: SignalRow }): ReactNode {
  const t = useTranslations("widgets");
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <StateMark state={markOf[row.state]} className="size-3.5" />
      {t(`level.${row.state}`)}
    </span>
  );
}

/** A line's name, which leads to the provider; only there, by addresses that lead to the web. */
function Title({ row: { title, url } }: { row: SignalRow }): ReactNode {
  if (!url || !/^https?:\/\//.test(url)) {
    return (
      <span title={title} className="line-clamp-2 break-words">
        {title}
      </span>
    );
  }
  return (
    <a
      href={url}
      rel="noreferrer"
      target="_blank"
      className="rounded-sm break-words underline decoration-line-strong underline-offset-4 hover:decoration-current"
    >
      {title}
    </a>
  );
}

function When({ at }: { at: string | undefined }): ReactNode {
  const format = useFormatter();
  const now = useCurrentTime();
  if (!at || Number.isNaN(Date.parse(at))) return null;
  // What lies ahead, such as the end of a shift, has a date instead of an age.
  if (Date.parse(at) > now + 60_000)
    return <time dateTime={at}>{format.dateTime(new Date(at), "short")}</time>;
  return <RelativeTime value={at} />;
}

function Nothing() {
  const t = useTranslations("widgets");
  return (
    <p className="flex items-center gap-1.5 text-sm text-muted">
      <StateMark state="done" className="size-3.5" />
      {t("rows.none")}
    </p>
  );
}
