"use client";

import { useCallback, useEffect, useRef, useState } from "react";

import { verifyOrganizationAudit, verifyProjectAudit } from "#lib/api-client/audit-operations.ts";
import { callApi } from "#lib/api-client/call.ts";
import type { ChainVerification, Verification } from "#lib/audit/contract.ts";
import type { AuditScope } from "./keys.ts";
import { mergeChains } from "./merge-chains.ts";

/** Small enough that the bar moves, large enough that the way there and back does not count. */
const EVENTS_AT_ONCE = 5_000;

export type VerificationState =
  | { status: "idle" }
  | { status: "running"; verified: number; total: number }
  | { status: "done"; chains: readonly ChainVerification[]; verified: number; at: Date }
  | { status: "failed"; error: unknown };

/** Verifies the chains of an audit log step by step; `start`, and `stop` or `dismiss`. */
export function useVerification(scope: AuditScope) {
  const [state, setState] = useState<VerificationState>({ status: "idle" });
  const running = useRef<AbortController>(null);

  const stop = useCallback(() => {
    running.current?.abort();
    setState({ status: "idle" });
  }, []);
  const start = useCallback(async () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    setState({ status: "running", verified: 0, total: 0 });
    try {
      let chains: readonly ChainVerification[] = [];
      let step: Verification | undefined;
      do {
        step = await verifyStep(scope, step?.nextCursor ?? null, signal);
        if (signal.aborted) return;
        chains = mergeChains(chains, step.chains);
        setState({ status: "running", verified: step.verified, total: step.total });
      } while (step.nextCursor);
      setState({ status: "done", chains, verified: step.verified, at: new Date() });
    } catch (error) {
      if (!signal.aborted) setState({ status: "failed", error });
    }
  }, [scope]);
  useEffect(() => () => running.current?.abort(), []);
  return { state, start, stop };
}

function verifyStep(
  scope: AuditScope,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Verification> {
  const query = { limit: EVENTS_AT_ONCE, ...(cursor ? { cursor } : {}) };
  if (scope.kind === "organization") {
    return callApi(verifyOrganizationAudit, { query, signal });
  }
  const params = { projectId: scope.projectId };
  return callApi(verifyProjectAudit, { params, query, signal });
}
