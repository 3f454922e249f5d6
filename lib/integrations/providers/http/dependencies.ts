import { asObject } from "./http-source.ts";

/** One dependency as a readiness page names it. */
export type Dependency = {
  name: string;
  status: string;
  isUp: boolean;
  is: (name: string) => boolean;
};

// The names of the list in the formats that are about: our own, RFC drafts, Spring, Terminus, .NET.
const LISTS = ["dependencies", "checks", "components", "details", "services", "entries", "results"];
const UP = new Set(["ok", "pass", "up", "ready", "healthy", "connected", "true", "available"]);

/** The dependencies that a readiness page lists, each with a status of its own. */
export function dependenciesOf(page: Record<string, unknown> | null): Dependency[] {
  const list = LISTS.map((name) => page?.[name]).find(
    (value) => typeof value === "object" && value,
  );
  const entries: [string, unknown][] = Array.isArray(list)
    ? list.map((one) => [nameOf(one), one])
    : Object.entries(asObject(list) ?? {});
  return entries.flatMap(([name, value]) => {
    const status = statusOf(value);
    return name && status !== null ? [describe(name, status)] : [];
  });
}

function describe(name: string, status: string): Dependency {
  const own = name.toLowerCase();
  return {
    name,
    status,
    isUp: UP.has(status.toLowerCase()),
    // `postgres:responseTime` is a measurement of `postgres`.
    is: (declared) =>
      own === declared.toLowerCase() || own.startsWith(`${declared.toLowerCase()}:`),
  };
}

function nameOf(value: unknown): string {
  const one = asObject(value);
  const name = one?.name ?? one?.component ?? one?.id;
  return typeof name === "string" ? name : "";
}

/** A status in one of its shapes: a word, a boolean, an object with one, or a list of those. */
function statusOf(value: unknown): string | null {
  if (typeof value === "string" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) {
    const all = value.map(statusOf);
    return all.find((status) => status !== null && !UP.has(status.toLowerCase())) ?? all[0] ?? null;
  }
  const one = asObject(value);
  const status = one?.status ?? one?.state ?? one?.healthy ?? one?.ok ?? one?.up;
  return typeof status === "string" || typeof status === "boolean" ? String(status) : null;
}
