"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { IntegrationActions } from "./integration-actions.tsx";
import { IntegrationChecks } from "./integration-checks.tsx";
import { IntegrationFacts } from "./integration-facts.tsx";
import { IntegrationForm } from "./integration-form.tsx";
import { LoadFailure } from "./load-failure.tsx";
import { TestOutcome, TestPreflight } from "./test-result.tsx";
import { useSwapFocus } from "./use-swap-focus.ts";
import { integrationQuery, providersQuery, useTestIntegration } from "./use-integrations.ts";

interface IntegrationViewProps {
  slug: string;
  integrationId: string;
  /** Whether the reader may change it. */
  manages: boolean;
}

/** One integration: how it stands, its checks, and what can be done with it. */
export function IntegrationView({ slug, integrationId, manages }: IntegrationViewProps) {
  const t = useTranslations("integrations");
  const { data: integration, error, refetch } = useQuery(integrationQuery(slug, integrationId));
  const provider = useQuery(providersQuery(slug)).data?.providers.find(
    ({ id }) => id === integration?.provider,
  );
  const test = useTestIntegration(slug);
  const [editing, setEditing] = useState(false);
  const { opener, content } = useSwapFocus(editing && provider !== undefined);
  if (!integration) {
    return error ? (
      <LoadFailure error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton className="h-96 w-full" />
    );
  }
  if (editing && provider) {
    return (
      <div ref={content}>
        <IntegrationForm
          slug={slug}
          provider={provider}
          stored={integration}
          onSaved={() => {
            showToast({ title: t("done.saved"), tone: "done" });
            test.reset();
            setEditing(false);
          }}
          onCancel={() => setEditing(false)}
        />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-6">
      {manages && (
        <IntegrationActions
          slug={slug}
          integration={integration}
          provider={provider}
          testing={test.isPending}
          testError={test.error}
          onTest={() => test.mutate({ integrationId, body: {} })}
          onEdit={() => setEditing(true)}
          editButton={opener}
        />
      )}
      <div aria-live="polite" className="empty:hidden">
        {test.data && <TestOutcome test={test.data} />}
      </div>
      {test.data && <TestPreflight provider={integration.provider} test={test.data} />}
      <IntegrationFacts integration={integration} />
      <IntegrationChecks
        slug={slug}
        provider={integration.provider}
        checks={integration.checks}
        manages={manages}
      />
    </div>
  );
}
