import type { ReactNode } from "react";
import { AdminFrame } from "#components/frame/admin-frame.tsx";
import { findPageContext } from "#lib/platform/auth/page-context.ts";
import { can } from "#lib/platform/auth/permissions.ts";

/** The tabs of the administration for those who may open it. Each page itself sends others away. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const ctx = await findPageContext();
  if (!ctx || ctx.stage !== "full" || !can(ctx.organizationRole, "members.manage")) return children;
  return <AdminFrame>{children}</AdminFrame>;
}
