"use client";

import { useState } from "react";
import { ApiError } from "#lib/api-client/api-error.ts";
import type { IntegrationProvider, IntegrationTest } from "#lib/integrations/connect-contract.ts";
import type { Integration } from "#lib/integrations/contract.ts";
import { toCredentials, toDraft, toValues, type FieldDraft } from "./field-draft.ts";
import { useSaveIntegration, useTestIntegration } from "./use-integrations.ts";

/** What stands in the form. */
export interface IntegrationDraft {
  name: string;
  intervalSeconds: number;
  config: FieldDraft;
  credentials: FieldDraft;
}

interface Options {
  slug: string;
  provider: IntegrationProvider;
  /** Null: a new one. */
  stored: Integration | null;
  /** What a new one is called until somebody says otherwise. */
  standardName: string;
  onSaved: (integration: Integration) => void;
}

/** The form of an integration: what stands in it, its test, and saving. */
export function useIntegrationForm({ slug, provider, stored, standardName, onSaved }: Options) {
  const test = useTestIntegration(slug);
  const save = useSaveIntegration(slug);
  const [draft, setDraft] = useState<IntegrationDraft>(() => ({
    name: stored?.name ?? standardName,
    intervalSeconds: stored?.intervalSeconds ?? 300,
    config: toDraft(provider.config, stored?.config ?? {}),
    credentials: toDraft(provider.credentials, {}),
  }));
  /** What was tried last, so that nobody takes its result for that of something else. */
  const [tried, setTried] = useState<string | null>(null);
  const config = toValues(provider.config, draft.config);
  const credentials = toCredentials(draft.credentials);
  const current = JSON.stringify([config, credentials]);
  const refusal = [save.error, test.error].find((error) => error instanceof ApiError);

  function runTest(): void {
    setTried(current);
    save.reset();
    test.mutate(
      stored
        ? { integrationId: stored.id, body: { config, credentials } }
        : { integrationId: null, body: { provider: provider.id, config, credentials } },
    );
  }

  function store(saveAnyway: boolean): void {
    const { name, intervalSeconds } = draft;
    const common = { name, intervalSeconds, saveAnyway };
    const fresh = Object.keys(credentials).length > 0;
    test.reset();
    save.mutate(
      stored
        ? { integrationId: stored.id, body: { ...common, config, ...(fresh && { credentials }) } }
        : { integrationId: null, body: { ...common, provider: provider.id, config, credentials } },
      { onSuccess: onSaved, onError: () => setTried(null) },
    );
  }

  const result: IntegrationTest | null = test.data ?? null;
  return {
    ...{ draft, setDraft, runTest, store, result },
    failure: save.error ?? test.error,
    testing: test.isPending,
    saving: save.isPending,
    /** Whether the result is that of what stands in the form now. */
    isCurrent: tried === current,
    /** What is wrong with the field at a path, or with a part of it. */
    errorOf: (path: string): string | undefined =>
      refusal?.problem.errors?.find((one) => one.path === path || one.path.startsWith(`${path}.`))
        ?.message,
    /** Whether the fields say themselves what was refused. */
    isSaidByFields: Boolean(refusal?.problem.errors),
  };
}
