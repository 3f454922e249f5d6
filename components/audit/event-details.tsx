"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { AuditEvent } from "#lib/audit/contract.ts";
import { actorName } from "./actor-name.ts";
import { changedFields, type ChangedField } from "./changed-fields.ts";
import { FieldValue } from "./field-value.tsx";
import { longName, shortName } from "./sentence-values.ts";

interface EventDetailsProps {
  event: AuditEvent;
  /** Shows only events of the same thing. */
  onSubject: (subjectId: string) => void;
}

/** Everything that is known of an event: when exactly, from where, each field, its hash. */
export function EventDetails({ event, onSubject }: EventDetailsProps) {
  const t = useTranslations("audit");
  const locale = useLocale();
  const { label } = event.subject;
  return (
    <div className="grid gap-x-10 gap-y-5 px-3 pt-2 pb-5 text-sm lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
      <Facts event={event} />
      <div className="flex min-w-0 flex-col items-start gap-3">
        {label?.code && <p className="font-medium">{longName(label, locale)}</p>}
        <Fields event={event} />
        <Button size="sm" onClick={() => onSubject(event.subject.id)}>
          <span className="max-w-64 truncate">
            {label ? t("details.onlyOf", { subject: shortName(label, locale) }) : t("details.only")}
          </span>
        </Button>
      </div>
    </div>
  );
}

function Facts({ event }: { event: AuditEvent }) {
  const t = useTranslations("audit");
  const format = useFormatter();
  const chain = event.project?.name ?? t("details.organizationChain");
  return (
    <dl className="grid h-fit grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5">
      <Fact name={t("details.event")}>{t("details.place", { seq: event.seq, chain })}</Fact>
      <Fact name={t("details.time")}>
        <time dateTime={event.at}>{format.dateTime(new Date(event.at), "exact")}</time>
      </Fact>
      <Fact name={t("details.actor")}>
        <Actor actor={event.actor} />
      </Fact>
      <Fact name={t("details.address")}>
        {event.origin ? (event.origin.ip ?? "—") : t("details.erased")}
      </Fact>
      <Fact name={t("details.browser")}>
        {event.origin ? (event.origin.userAgent ?? "—") : t("details.erased")}
      </Fact>
      {event.reason && (
        <Fact name={t("details.reason")}>
          <span className="whitespace-pre-wrap">{event.reason}</span>
        </Fact>
      )}
      <Fact name={t("details.request")}>
        <Code text={event.requestId} copyLabel={t("details.copyRequest")} />
      </Fact>
      <Fact name={t("details.hash")}>
        <Code text={event.hash} copyLabel={t("details.copyHash")} />
      </Fact>
    </dl>
  );
}

function Actor({ actor }: Pick<AuditEvent, "actor">) {
  const t = useTranslations("audit");
  const unnamed = actor.via === "token" && actor.token === null;
  const via = unnamed ? t("via.tokenUnknown") : t(`via.${actor.via}`, { token: actor.token ?? "" });
  return (
    <>
      {actorName(actor, t)} <span className="text-muted">{via}</span>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function Code({ text, copyLabel }: { text: string; copyLabel: string }) {
  const common = useTranslations("common");
  return (
    <span className="flex items-start gap-1">
      <code className="min-w-0 font-mono text-xs leading-5 break-all">{text}</code>
      <CopyButton text={text} label={copyLabel} copiedLabel={common("copied")} className="-my-1" />
    </span>
  );
}

function Fields({ event }: { event: AuditEvent }) {
  const t = useTranslations("audit");
  const fields = changedFields(event);
  if (fields.length === 0) return <p className="text-muted">{t("details.noChanges")}</p>;
  return (
    <table aria-label={t("details.changes")} className="w-full border-collapse text-left">
      <thead className="hidden text-xs text-muted sm:table-header-group">
        <tr className="border-b border-line-strong">
          <th className="w-1/4 py-1 pr-3 font-medium">{t("details.field")}</th>
          <th className="w-3/8 py-1 pr-3 font-medium">{t("details.before")}</th>
          <th className="w-3/8 py-1 font-medium">{t("details.after")}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <Field key={field.name} field={field} event={event} />
        ))}
      </tbody>
    </table>
  );
}

function Field({ field, event }: { field: ChangedField; event: AuditEvent }) {
  const t = useTranslations("audit");
  const { name, before, after } = field;
  const key = `field.${name}`;
  const side = "block py-0.5 align-top break-words sm:table-cell sm:py-1.5 sm:pr-3";
  return (
    <tr className="block border-b border-line py-1 last:border-b-0 sm:table-row sm:py-0">
      <th scope="row" className={`${side} font-normal text-muted`}>
        {t.has(key) ? t(key) : <code className="font-mono text-xs">{name}</code>}
      </th>
      <td className={`${side} text-muted`}>
        {before === undefined ? null : <FieldValue name={name} value={before} event={event} full />}
      </td>
      <td className={side}>
        {after === undefined ? null : <FieldValue name={name} value={after} event={event} full />}
      </td>
    </tr>
  );
}
