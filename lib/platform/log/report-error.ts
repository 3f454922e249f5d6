type Report = (error: unknown, details: Record<string, string>) => void;
const held = globalThis as { preflightReport?: Report };

/** Where unexpected errors go besides the log; set by instrumentation.ts when Sentry is configured. */
export function onError(report: Report): void {
  held.preflightReport = report;
}

/** Passes on an error that nobody expected. */
export function reportError(error: unknown, details: Record<string, string>): void {
  held.preflightReport?.(error, details);
}
