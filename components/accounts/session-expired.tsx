"use client";

import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useOnDemand } from "#components/ui/use-on-demand.ts";
import { ApiError } from "#lib/api-client/api-error.ts";

const load = () => import("./session-expired-dialog.tsx");

interface SessionExpiredProps {
  user: { name: string; email: string };
}

/**
 * Lets people sign in again where they are when the server no longer knows their session: what they
 * typed stays on the page behind. Stands once, in the frame; any query or mutation can bring it up.
 */
export function SessionExpired({ user }: SessionExpiredProps) {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  useEffect(() => watchForEndedSession(client, () => setOpen(true)), [client]);
  const loaded = useOnDemand(load, open);
  return loaded && <loaded.SessionExpiredDialog user={user} open={open} onOpenChange={setOpen} />;
}

function watchForEndedSession(client: QueryClient, ended: () => void): () => void {
  const check = (event: { type: string; action?: { type: string; error?: unknown } }): void => {
    if (event.type !== "updated" || event.action?.type !== "error") return;
    if (isSessionEnded(event.action.error)) ended();
  };
  const stops = [
    client.getQueryCache().subscribe(check),
    client.getMutationCache().subscribe(check),
  ];
  return () => stops.forEach((stop) => stop());
}

/** A wrong password is answered with 401, too, but ends no session. */
function isSessionEnded(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.problem.code === "unauthenticated" || error.problem.code === "session_ended";
}
