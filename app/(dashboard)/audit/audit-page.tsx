"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";

import { AuditLog } from "#components/audit/audit-log.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";

/** An audit log under the head of a page. */
export function AuditPage(props: Omit<ComponentProps<typeof AuditLog>, "head">) {
  const t = useTranslations("audit");
  return (
    <AuditLog
      {...props}
      head={(actions) => (
        <PageHeader
          title={t("title")}
          description={t(`description.${props.scope.kind}`)}
          actions={actions}
        />
      )}
    />
  );
}
