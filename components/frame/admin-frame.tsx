import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { NavTabs } from "#components/ui/nav-tabs.tsx";

import { StickyBar } from "./sticky-bar.tsx";

/** The pages of the administration, in the order of their tabs; named in messages under `frame.admin`. */
const pages = ["people", "security", "sso", "scim", "tokens", "mail", "jobs"] as const;

/** Everything around a page of the administration. Children bring their own `PageBody`. */
export function AdminFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("frame");
  return (
    <div>
      <StickyBar>
        <div className="mx-auto w-full max-w-[90rem] px-4 pt-1.5 lg:px-6">
          <NavTabs
            label={t("administration")}
            className="-mx-2 -mb-px print:hidden"
            items={pages.map((page) => ({ href: `/admin/${page}`, label: t(`admin.${page}`) }))}
          />
        </div>
      </StickyBar>
      {children}
    </div>
  );
}
