"use client";

import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";

import type { AuditEvent } from "#lib/audit/contract.ts";
import { actorName } from "./actor-name.ts";
import { sentenceValues, shortName } from "./sentence-values.ts";
import { subjectHref } from "./subject-href.ts";

interface AuditSentenceProps {
  event: AuditEvent;
  /** Where it already stands who did it; the place then begins with a capital (`first-letter:`). */
  withoutActor?: boolean;
  /** Where the thing is not linked, for example in its own history. */
  withoutLink?: boolean;
}

/** An event in words: "Ada marked P0.1.a.1 as done". An item's title stands behind, if there is room. */
export function AuditSentence({ event, withoutActor, withoutLink }: AuditSentenceProps) {
  const t = useTranslations("audit");
  const locale = useLocale();
  const { label } = event.subject;
  const key = `sentence.${event.action}`;
  const href = withoutLink ? null : subjectHref(event);
  const subject = label ? shortName(label, locale) : t("unknownSubject");
  const values = {
    ...sentenceValues(event, locale),
    actor:
      event.actor.via === "nothing"
        ? (event.actor.name ?? t("unknownPerson"))
        : actorName(event.actor, t),
    action: event.action,
    subject,
    a: (chunks: ReactNode) => (withoutActor ? null : <b className="font-medium">{chunks}</b>),
    s: (chunks: ReactNode) => (
      <SubjectName href={href} isCode={label?.code != null} name={chunks} />
    ),
  };
  return <span>{t.has(key) ? t.rich(key, values) : t.rich("sentence.other", values)}</span>;
}

function SubjectName(props: { href: string | null; isCode: boolean; name: ReactNode }) {
  const look = props.isCode ? "font-mono text-[max(0.92em,0.75rem)]" : "font-medium";
  if (!props.href) return <span className={look}>{props.name}</span>;
  return (
    <Link
      href={props.href}
      className={`${look} rounded-sm underline decoration-line-strong underline-offset-4 hover:decoration-current`}
    >
      {props.name}
    </Link>
  );
}
