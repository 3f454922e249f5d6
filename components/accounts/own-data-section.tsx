"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { endpointUrl } from "#lib/api-client/call.ts";
import { exportMyData } from "#lib/api-client/people-operations.ts";
import { GoDialog } from "./go-dialog.tsx";
import { SecurityRow } from "./security-row.tsx";
import { meQuery } from "./use-account.ts";
import type { WayOut } from "./use-person.ts";

/** What is stored about one, and the ways out. */
export function OwnDataSection() {
  const t = useTranslations("people.data");
  const { organization } = useSuspenseQuery(meQuery()).data;
  const [way, setWay] = useState<WayOut | null>(null);

  return (
    <div className="divide-y divide-line border-y border-line">
      <SecurityRow
        title={t("export")}
        state={t("exportHint")}
        action={
          <a href={endpointUrl(exportMyData)} download className={buttonStyle("secondary", "md")}>
            {t("export")}
          </a>
        }
      />
      <SecurityRow
        title={t("leave")}
        state={t("leaveHint", { organization: organization.name })}
        action={<Button onClick={() => setWay("leave")}>{t("leave")}</Button>}
      />
      <SecurityRow
        title={t("delete")}
        state={t("deleteHint")}
        action={
          <Button variant="danger" onClick={() => setWay("delete")}>
            {t("delete")}
          </Button>
        }
      />
      <GoDialog way={way} onClose={() => setWay(null)} />
    </div>
  );
}
