import { z } from "zod";
import type { AccessState } from "#lib/integrations/choices.ts";
import { defineProvider, defineSignal, type SignalRow } from "#lib/integrations/provider.ts";
import { toFailure } from "#lib/integrations/run-check.ts";
import { checks } from "./checks.ts";
import {
  config,
  credentials,
  openAlertmanager,
  type Alert,
  type AlertmanagerSource,
  type Silence,
} from "./client.ts";

const MOST_ROWS = 50;
const nothing = z.strictObject({});

export const alertmanager = defineProvider({
  id: "alertmanager",
  config,
  credentials,
  open: openAlertmanager,
  test: async (source) => {
    const { version } = await source.status();
    const [configured, alerts, silences] = await Promise.all([
      accessTo(() => source.routing()),
      accessTo(() => source.openAlerts()),
      accessTo(() => source.activeSilences()),
    ]);
    return {
      account: `Alertmanager ${version}`,
      access: { config: configured, alerts, silences },
    };
  },
  checks,
  signals: {
    /** Alerts that are neither silenced nor inhibited; the value is how many. */
    alerts: defineSignal({
      params: nothing,
      needs: ["alerts"],
      read: async (source: AlertmanagerSource) => {
        const open = await source.openAlerts();
        return { value: open.length, rows: open.slice(0, MOST_ROWS).map(alertRow) };
      },
    }),
    /** Silences in force; the value is how many. */
    silences: defineSignal({
      params: nothing,
      needs: ["silences"],
      read: async (source: AlertmanagerSource) => {
        const active = await source.activeSilences();
        return { value: active.length, rows: active.slice(0, MOST_ROWS).map(silenceRow) };
      },
    }),
  },
  presets: [
    { name: "open_alerts", signal: "alerts", params: {}, kind: "list", unit: "", failAt: 1 },
    { name: "silences", signal: "silences", params: {}, kind: "list", unit: "", warnAt: 1 },
  ],
  pace: { calls: 20, perSeconds: 1 },
});

async function accessTo(ask: () => Promise<unknown>): Promise<AccessState> {
  try {
    await ask();
    return "granted";
  } catch (error) {
    return toFailure(error).reason === "no_permission" ? "missing" : "unknown";
  }
}

const isWebAddress = (url: string): boolean => /^https?:\/\//.test(url);

function alertRow({ labels, annotations, startsAt, generatorURL = "" }: Alert): SignalRow {
  const detail = annotations.summary ?? annotations.description;
  return {
    title: labels.alertname ?? "",
    state: labels.severity === "critical" ? "fail" : "warn",
    ...(detail ? { detail: detail.slice(0, 300) } : {}),
    ...(isWebAddress(generatorURL) ? { url: generatorURL } : {}),
    at: startsAt,
  };
}

const silenceRow = ({ matchers, comment, createdBy, endsAt }: Silence): SignalRow => ({
  title: matchers.map(({ name, value }) => `${name}=${value}`).join(", "),
  state: "warn",
  detail: `${createdBy}: ${comment}`.slice(0, 300),
  at: endsAt,
});
