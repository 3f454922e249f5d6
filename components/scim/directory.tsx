"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, type ReactNode } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { GroupList } from "./group-list.tsx";
import { ScimTokenList } from "./scim-token-list.tsx";
import { directoryQuery } from "./use-directory.ts";

/** How a directory connects, with which tokens, and what its groups give. */
export function Directory() {
  const t = useTranslations("scim");
  const { data } = useSuspenseQuery(directoryQuery());
  return (
    <>
      <Section title={t("address.title")} description={t("address.about")}>
        <div className="flex items-center gap-2 rounded-md border border-line-strong bg-sunken px-3 py-2">
          <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">{data.url}</code>
          <CopyButton text={data.url} label={t("address.copy")} copiedLabel={t("copied")} />
        </div>
        <p className="mt-2 text-sm text-muted">{t("people", { count: data.people })}</p>
      </Section>
      <Section title={t("tokens.title")} description={t("tokens.about")}>
        <ScimTokenList tokens={data.tokens} />
      </Section>
      <Section title={t("groups.title")} description={t("groups.about")}>
        <GroupList groups={data.groups} />
      </Section>
    </>
  );
}

function Section(props: { title: string; description: string; children: ReactNode }) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-8 gap-y-4 border-t border-line py-6 md:grid-cols-[13rem_minmax(0,1fr)]"
    >
      <div>
        <h2 id={id} className="text-base font-semibold">
          {props.title}
        </h2>
        <p className="mt-1 text-sm text-muted">{props.description}</p>
      </div>
      <div className="min-w-0">{props.children}</div>
    </section>
  );
}
