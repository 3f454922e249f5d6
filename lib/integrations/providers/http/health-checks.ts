import { z } from "zod";
import { judge, unknown } from "../../finding.ts";
import { type Check, defineCheck, type Facts, type Finding } from "../../provider.ts";
import type { Answer } from "../../reader.ts";
import { refusalOf } from "../../refusal.ts";
import { dependenciesOf } from "./dependencies.ts";
import {
  addressOf,
  addressOn,
  ask,
  bearer,
  defineStagingCheck,
  type HttpSource,
  objectOf,
  timedPage,
} from "./http-source.ts";

const statusSettings = (words: string[]) =>
  z.strictObject({
    goodStatuses: z.array(z.string().max(100)).default(words),
    withinSeconds: z.number().min(0.1).max(5).default(2),
  });

type StatusSettings = z.infer<ReturnType<typeof statusSettings>>;

/** 200 in time and one of the good words as the status of its JSON. */
export async function statusFinding(
  source: HttpSource,
  path: string,
  { goodStatuses, withinSeconds }: StatusSettings,
): Promise<Finding> {
  const page = await timedPage(source, addressOf(source.config.baseUrl, path));
  const limit: Facts = { status: goodStatuses, seconds: withinSeconds };
  if (page.error) {
    // Given up on after longer than it had; another page's silence says nothing about this one.
    const late = page.error.reason === "timeout" && page.seconds > withinSeconds;
    if (!late) throw page.error;
    return judge(false, { http_status: null, seconds: rounded(page.seconds) }, limit);
  }
  refuseUnseen(page.answer);
  const status = objectOf(page.answer.text)?.status;
  const word = typeof status === "string" ? status : null;
  const isGood = goodStatuses.some((good) => good.toLowerCase() === word?.toLowerCase());
  return judge(
    page.answer.status === 200 && isGood && page.seconds <= withinSeconds,
    { http_status: page.answer.status, status: word, seconds: rounded(page.seconds) },
    limit,
  );
}

/** Throws ProviderError where we may not see the page, or have asked too often. */
function refuseUnseen(answer: Answer): void {
  const refusal = refusalOf(answer);
  const unseen =
    refusal && ["no_permission", "plan_limit", "rate_limited"].includes(refusal.reason);
  if (unseen) throw refusal;
}

/** The health page with its details, for which there may be a token; null where it is no JSON. */
async function healthDetails(source: HttpSource): Promise<Record<string, unknown> | null> {
  const { baseUrl, healthPath, healthDetailPath } = source.config;
  const address = addressOn(baseUrl, healthDetailPath || healthPath);
  const answer = await ask(source, address, { headers: bearer(source.credentials.healthToken) });
  refuseUnseen(answer);
  return objectOf(answer.text);
}

const field = (name: string) => z.string().trim().min(1).max(200).default(name);
// Nobody but the project knows it, so it has no default.
const limit = z.number().positive();

/** The value at a path such as `memory.used`, or of that very name with its dots. */
function valueAt(details: Record<string, unknown> | null, path: string): unknown {
  if (details && path in details) return details[path];
  return path
    .split(".")
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], details);
}

function numberAt(details: Record<string, unknown> | null, path: string): number | null {
  const value = valueAt(details, path);
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

const rounded = (seconds: number): number => Math.round(seconds * 1_000) / 1_000;

export const healthChecks: Record<string, Check<HttpSource>> = {
  "health.ok": defineCheck({
    settings: statusSettings(["ok", "pass", "up", "healthy"]),
    needs: ["health"],
    run: (source: HttpSource, settings) =>
      statusFinding(source, source.config.healthPath, settings),
  }),

  "ready.ok": defineCheck({
    settings: statusSettings(["ok", "pass", "up", "ready"]),
    needs: ["ready"],
    run: (source: HttpSource, settings) => statusFinding(source, source.config.readyPath, settings),
  }),

  "ready.dependencies-listed": defineCheck({
    settings: z.strictObject({ dependencies: z.array(z.string().min(1).max(200)).default([]) }),
    needs: ["ready"],
    run: async (source: HttpSource, { dependencies: declared }) => {
      if (declared.length === 0) return unknown("not_declared", {}, "dependencies");
      const answer = await ask(source, addressOf(source.config.baseUrl, source.config.readyPath));
      refuseUnseen(answer);
      const listed = dependenciesOf(objectOf(answer.text));
      const missing = declared.filter((name) => !listed.some((one) => one.is(name)));
      const down = listed.filter((one) => !one.isUp).map((one) => one.name);
      const names = listed.map((one) => one.name);
      return judge(
        missing.length === 0 && down.length === 0,
        { http_status: answer.status, listed: names, missing, down },
        { dependencies: declared },
      );
    },
  }),

  "health.memory-cpu-reported": defineCheck({
    settings: z.strictObject({
      memoryField: field("memory"),
      cpuField: field("cpu"),
      mostMemory: limit,
      mostCpu: limit,
    }),
    needs: ["health"],
    run: async (source: HttpSource, { memoryField, cpuField, mostMemory, mostCpu }) => {
      const details = await healthDetails(source);
      const [memory, cpu] = [numberAt(details, memoryField), numberAt(details, cpuField)];
      const seen = { [memoryField]: memory, [cpuField]: cpu };
      if (memory === null || cpu === null) return judge(false, seen);
      return judge(memory < mostMemory && cpu < mostCpu, seen, {
        [memoryField]: mostMemory,
        [cpuField]: mostCpu,
      });
    },
  }),

  "health.disk-reported": defineCheck({
    settings: z.strictObject({ diskField: field("disk.free"), leastDisk: limit }),
    needs: ["health"],
    run: async (source: HttpSource, { diskField, leastDisk }) => {
      const free = numberAt(await healthDetails(source), diskField);
      const seen = { [diskField]: free };
      if (free === null) return judge(false, seen);
      return judge(free > leastDisk, seen, { [diskField]: leastDisk });
    },
  }),

  "health.environment-distinct": defineStagingCheck({
    settings: z.strictObject({ environmentField: field("environment") }),
    run: async (source, { environmentField }, staging) => {
      const { baseUrl, healthPath } = source.config;
      const nameAt = async (base: string): Promise<string | null> => {
        const answer = await ask(source, addressOn(base, healthPath));
        refuseUnseen(answer);
        const name = valueAt(objectOf(answer.text), environmentField);
        return typeof name === "string" && name !== "" ? name : null;
      };
      const [production, other] = [await nameAt(baseUrl), await nameAt(staging)];
      const hosts = [new URL(baseUrl).host, new URL(staging).host];
      return judge(
        hosts[0] !== hosts[1] && production !== null && other !== null && production !== other,
        { hosts, production, staging: other },
      );
    },
  }),
};
