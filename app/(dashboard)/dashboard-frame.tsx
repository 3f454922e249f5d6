"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { SessionExpired } from "#components/accounts/session-expired.tsx";
import { StepUpDialog } from "#components/accounts/step-up-dialog.tsx";
import { secondFactorQuery } from "#components/accounts/use-second-factor.ts";
import { useSignOut } from "#components/accounts/use-session.ts";
import { AppFrame } from "#components/frame/app-frame.tsx";
import type { NavigationFlags } from "#components/frame/navigation.ts";
import { Bell } from "#components/notifications/bell.tsx";
import { SecondFactorNotice } from "#components/policy/second-factor-notice.tsx";
import type { Me } from "#lib/accounts/contract.ts";

interface DashboardFrameProps {
  me: Me;
  nav: NavigationFlags;
  railCollapsed: boolean;
  children: ReactNode;
}

/** Joins the frame with what belongs to the account: the way out, and the way back in. */
export function DashboardFrame({ me, nav, railCollapsed, children }: DashboardFrameProps) {
  const signOut = useSignOut();
  return (
    <AppFrame
      user={me.user}
      organization={me.organization}
      nav={nav}
      railCollapsed={railCollapsed}
      signOut={signOut}
      news={(look) => <Bell look={look} />}
    >
      {me.secondFactorBy && <FactorNotice by={me.secondFactorBy} />}
      {children}
      <StepUpDialog />
      <SessionExpired user={me.user} />
    </AppFrame>
  );
}

/** Until when a second factor is needed; gone as soon as the account page has set one up. */
function FactorNotice({ by }: { by: string }) {
  const { data } = useQuery({ ...secondFactorQuery(), enabled: false });
  const isDone = data !== undefined && (data.totp !== null || data.passkeys > 0);
  return isDone ? null : <SecondFactorNotice by={by} />;
}
