// Runs before the page becomes interactive. Errors go to Sentry only where the server names a DSN;
// its code is loaded late, so that nobody waits for it, and not at all otherwise.
const dsn = document.documentElement.dataset.sentryDsn;

if (dsn) {
  const early: unknown[] = [];
  const onError = (event: ErrorEvent) => early.push(event.error);
  const onRejection = (event: PromiseRejectionEvent) => early.push(event.reason);
  window.addEventListener("error", onError);
  window.addEventListener("unhandledrejection", onRejection);

  const start = async () => {
    const { startBrowserReports } = await import("#lib/platform/telemetry/browser.ts");
    window.removeEventListener("error", onError);
    window.removeEventListener("unhandledrejection", onRejection);
    startBrowserReports(dsn, early);
  };
  // Safari has no idle callbacks.
  const whenIdle = () => (window.requestIdleCallback ?? setTimeout)(() => void start());
  if (document.readyState === "complete") whenIdle();
  else window.addEventListener("load", whenIdle, { once: true });
}
