import type { IntegrationState } from "#lib/integrations/choices.ts";

/** Until when an integration in this state is left alone; null where that is not known. */
export function waitsUntil(
  state: IntegrationState,
  { openUntil, retryAt }: { openUntil: Date | null; retryAt: Date | null },
): string | null {
  if (state === "open") return openUntil?.toISOString() ?? null;
  return state === "limited" ? (retryAt?.toISOString() ?? null) : null;
}
