import type { Instrumentation } from "next";

/** Called once by Next before the server takes requests. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startWeb } = await import("#lib/platform/lifecycle/web.ts");
    await startWeb();
    const { evaluateWithoutWorker } = await import("#lib/checks/jobs.ts");
    const { startPolling } = await import("#lib/platform/jobs/poll.ts");
    // Ends with the process: what it was about to store is not stored then.
    startPolling(evaluateWithoutWorker);
  }
}

/** Called by Next for errors of pages and of its own; routes of the API report theirs themselves. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { reportPageError } = await import("#lib/platform/lifecycle/page-error.ts");
    reportPageError(error, request, context.routePath);
  }
};
