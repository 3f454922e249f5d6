import type { ProviderId } from "./choices.ts";
import type { AnyProvider } from "./provider.ts";
import { alertmanager } from "./providers/alertmanager/provider.ts";
import { github } from "./providers/github/provider.ts";
import { http } from "./providers/http/provider.ts";
import { pagerduty } from "./providers/pagerduty/provider.ts";
import { postgres } from "./providers/postgres/provider.ts";
import { prometheus } from "./providers/prometheus/provider.ts";
import { sentry } from "./providers/sentry/provider.ts";
import { slack } from "./providers/slack/provider.ts";

/** Every kind of service that can be connected. */
export const providers: Partial<Record<ProviderId, AnyProvider>> = {
  alertmanager,
  github,
  http,
  pagerduty,
  postgres,
  prometheus,
  sentry,
  slack,
};
