import type { AccessState } from "../../choices.ts";
import { defineProvider } from "../../provider.ts";
import { refusalOf } from "../../refusal.ts";
import { accessChecks } from "./access-checks.ts";
import { cachingChecks } from "./caching-checks.ts";
import { exposureChecks } from "./exposure-checks.ts";
import { healthChecks } from "./health-checks.ts";
import { httpConfig, httpCredentials } from "./http-config.ts";
import { addressOf, ask, type HttpSource, openHttp, timedPage } from "./http-source.ts";
import { inputChecks } from "./input-checks.ts";
import { limitChecks } from "./limit-checks.ts";
import { metricsChecks } from "./metrics-checks.ts";
import { noticeChecks } from "./notice-checks.ts";
import { httpPresets, httpSignals } from "./signals.ts";
import { transportChecks } from "./transport-checks.ts";

/** Whether we may see one of the pages that an application shows of its own state. */
async function accessTo(source: HttpSource, path: string): Promise<AccessState> {
  const { answer } = await timedPage(source, addressOf(source.config.baseUrl, path));
  const refusal = answer && refusalOf(answer);
  if (refusal?.reason === "no_permission") return "missing";
  // A page that says "not ready" has been seen.
  return answer && (!refusal || refusal.reason === "provider_error") ? "granted" : "unknown";
}

/** The project's own addresses, as anybody outside sees them. */
export const http = defineProvider({
  id: "http",
  config: httpConfig,
  credentials: httpCredentials,
  open: openHttp,
  test: async (source) => {
    const { baseUrl, healthPath, readyPath } = source.config;
    await ask(source, baseUrl);
    const [health, ready] = [await accessTo(source, healthPath), await accessTo(source, readyPath)];
    return { account: null, access: { health, ready } };
  },
  checks: {
    ...healthChecks,
    ...metricsChecks,
    ...transportChecks,
    ...cachingChecks,
    ...exposureChecks,
    ...limitChecks,
    ...accessChecks,
    ...inputChecks,
    ...noticeChecks,
  },
  signals: httpSignals,
  presets: httpPresets,
  // A burst against a test target goes at once; what comes after it waits.
  pace: { calls: 600, perSeconds: 60 },
});
