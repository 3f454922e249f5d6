"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { useState, type ReactNode } from "react";

import { ToastRegion } from "#components/ui/toast.tsx";
import { TooltipLayer } from "#components/ui/tooltip-layer.tsx";

import { TimeZoneSync } from "./time-zone-sync.tsx";

interface ProvidersProps {
  /** The nonce of this request's Content-Security-Policy. */
  nonce?: string | undefined;
  children: ReactNode;
}

/** What every page stands in: query cache, URL state, toasts, tooltips. */
export function Providers({ nonce, children }: ProvidersProps) {
  const t = useTranslations("common");
  const [queryClient] = useState(createQueryClient);
  return (
    <CSPProvider nonce={nonce} disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <NuqsAdapter>
          {children}
          <ToastRegion label={t("notifications")} closeLabel={t("close")} />
          <TooltipLayer />
          <TimeZoneSync />
        </NuqsAdapter>
      </QueryClientProvider>
    </CSPProvider>
  );
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The event stream brings changes; refetching is for what it cannot see.
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && !isRefusal(error),
      },
      mutations: { retry: false },
    },
  });
}

/** Whether the server answered and said no: asking again would not help. */
function isRefusal(error: Error): boolean {
  const status = "status" in error ? error.status : undefined;
  return typeof status === "number" && status >= 400 && status < 500;
}
