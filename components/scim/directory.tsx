"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { DescribedSection } from "#components/ui/described-section.tsx";
import { GroupList } from "./group-list.tsx";
import { ScimTokenList } from "./scim-token-list.tsx";
import { directoryQuery } from "./use-directory.ts";

/** How a directory connects, with which tokens, and what its groups give. */
export function Directory() {
  const t = useTranslations("scim");
  const { data } = useSuspenseQuery(directoryQuery());
  return (
    <>
      <DescribedSection title={t("address.title")} description={t("address.about")}>
        <div>
          <div className="flex items-center gap-2 rounded-md border border-line-strong bg-sunken px-3 py-2">
            <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">
              {data.url}
            </code>
            <CopyButton text={data.url} label={t("address.copy")} copiedLabel={t("copied")} />
          </div>
          <p className="mt-2 text-sm text-muted">{t("people", { count: data.people })}</p>
        </div>
      </DescribedSection>
      <DescribedSection title={t("tokens.title")} description={t("tokens.about")}>
        <ScimTokenList tokens={data.tokens} />
      </DescribedSection>
      <DescribedSection title={t("groups.title")} description={t("groups.about")}>
        <GroupList groups={data.groups} />
      </DescribedSection>
    </>
  );
}
