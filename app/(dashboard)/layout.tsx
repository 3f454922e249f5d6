import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { getMe } from "#lib/accounts/queries.ts";
import { findPageContext } from "#lib/platform/auth/page-context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { preferenceCookie } from "#lib/platform/http/own-cookie.ts";
import { DashboardFrame } from "./dashboard-frame.tsx";

/** The frame around every page of those who are signed in. Each page itself sends others away. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const ctx = await findPageContext();
  if (!ctx) return children;
  const [me, jar] = await Promise.all([getMe(ctx), cookies()]);
  return (
    <DashboardFrame
      me={me}
      nav={{
        audit: can(me.role, "audit.organization") !== false,
        administration: can(me.role, "members.manage") !== false,
      }}
      railCollapsed={jar.get(preferenceCookie("rail"))?.value === "collapsed"}
    >
      {children}
    </DashboardFrame>
  );
}
