"use client";

import type { ReactNode } from "react";
import { SessionExpired } from "#components/accounts/session-expired.tsx";
import { StepUpDialog } from "#components/accounts/step-up-dialog.tsx";
import { useSignOut } from "#components/accounts/use-session.ts";
import { AppFrame } from "#components/frame/app-frame.tsx";
import type { NavigationFlags } from "#components/frame/navigation.ts";
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
    >
      {me.secondFactorBy && <SecondFactorNotice by={me.secondFactorBy} />}
      {children}
      <StepUpDialog />
      <SessionExpired user={me.user} />
    </AppFrame>
  );
}
