import { judge, unknown } from "../../finding.ts";
import type { Finding } from "../../provider.ts";
import {
  codeAlerts,
  dependencyAlerts,
  isSecretScanningOff,
  SECRET_SCANNING,
  secretAlerts,
} from "./alerts.ts";
import { refusalAt } from "./client.ts";
import { repositoryCheck, type Repository } from "./repository.ts";
import { noSettings } from "./settings.ts";

async function noSecretAlerts(repository: Repository): Promise<Finding> {
  const answer = await repository.ask(SECRET_SCANNING);
  if (answer.status === 404) {
    const off = await isSecretScanningOff(repository, answer);
    const words = refusalAt(answer)?.detail ?? undefined;
    return off ? judge(false, { secret_scanning: "off" }) : unknown("no_permission", {}, words);
  }
  const { items, whole } = await secretAlerts(repository);
  return judge(items.length === 0, { open: items.length, all: whole }, { open: 0 });
}

async function noHighCodeAlerts(repository: Repository): Promise<Finding> {
  const { items, whole } = await codeAlerts(repository);
  const count = (level: string) =>
    items.filter(({ rule }) => rule.security_severity_level === level).length;
  const seen = { open: items.length, critical: count("critical"), high: count("high") };
  const none = seen.critical + seen.high === 0;
  return none && !whole ? unknown("no_data", seen) : judge(none, seen, { critical: 0, high: 0 });
}

async function noDependencyAlerts(repository: Repository): Promise<Finding> {
  const { items } = await dependencyAlerts(repository);
  const count = (severity: string) =>
    items.filter(({ security_advisory }) => security_advisory.severity === severity).length;
  const seen = { critical: count("critical"), high: count("high") };
  return judge(items.length === 0, seen, { critical: 0, high: 0 });
}

async function scannersEnabled(repository: Repository): Promise<Finding> {
  const { security_and_analysis: shown, permissions } = repository.about;
  if (!shown) return unknown("no_permission", {}, "security_and_analysis");
  if (!shown.secret_scanning) return unknown("plan_limit", {}, "secret_scanning");
  const seen = {
    secret_scanning: shown.secret_scanning.status ?? null,
    secret_scanning_push_protection: shown.secret_scanning_push_protection?.status ?? "disabled",
  };
  if (Object.values(seen).some((status) => status !== "enabled")) return judge(false, seen);
  const answer = await repository.ask("/vulnerability-alerts");
  if (answer.status === 204) return judge(true, { ...seen, vulnerability_alerts: true });
  // 404 means off to those who may administer, and nothing to all others.
  const app = await repository.github.appPermissions();
  const tells = app ? "administration" in app : permissions?.admin === true;
  if (answer.status === 404 && tells) return judge(false, { ...seen, vulnerability_alerts: false });
  const refusal = refusalAt(answer);
  return unknown(refusal?.reason ?? "not_understood", seen, refusal?.detail ?? undefined);
}

export const securityChecks = {
  "secret-scanning.no-open-alerts": repositoryCheck({
    settings: noSettings,
    needs: ["secret_scanning"],
    run: noSecretAlerts,
  }),
  "code-scanning.no-high-alerts": repositoryCheck({
    settings: noSettings,
    needs: ["code_scanning"],
    run: noHighCodeAlerts,
  }),
  "dependabot.no-high-alerts": repositoryCheck({
    settings: noSettings,
    needs: ["dependabot"],
    run: noDependencyAlerts,
  }),
  "repo.scanners-enabled": repositoryCheck({
    settings: noSettings,
    needs: ["administration"],
    run: scannersEnabled,
  }),
};
