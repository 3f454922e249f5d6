import { z } from "zod";
import { matchesAll, readMatchers } from "./matchers.ts";

// Alertmanager writes nothing, or null, for what is empty.
const optional = <T extends z.ZodType>(shape: T) => shape.nullish();
const texts = z.record(z.string(), z.coerce.string());

const route = z.looseObject({
  receiver: optional(z.string()),
  match: optional(texts),
  match_re: optional(texts),
  matchers: optional(z.array(z.string())),
  continue: optional(z.boolean()),
  group_by: optional(z.array(z.string())),
  repeat_interval: optional(z.string()),
  get routes() {
    return optional(z.array(route));
  },
});

const receiver = z.looseObject({ name: z.string() });

/** Who hears of what, in Alertmanager's configuration. */
export const routing = z.looseObject({
  route,
  receivers: z.array(receiver),
  inhibit_rules: optional(z.array(z.looseObject({}))),
});

export type Routing = z.infer<typeof routing>;
export type Receiver = z.infer<typeof receiver>;
type Route = z.infer<typeof route>;

/** What a route does, with what it has from the routes above it. */
export type Destination = { receiver: string; groupBy: string[] };

/**
 * Where an alert with these labels goes, as Alertmanager routes it: to the deepest routes that match;
 * of routes side by side the first alone, unless it says to continue. Throws ProviderError where a
 * matcher is not understood.
 */
export function destinationsOf(root: Route, labels: Record<string, string>): Destination[] {
  const own = { receiver: root.receiver ?? "", groupBy: root.group_by ?? [] };
  return walk(root, own, labels);
}

function walk(at: Route, own: Destination, labels: Record<string, string>): Destination[] {
  const found: Destination[] = [];
  for (const child of at.routes ?? []) {
    if (!matchesAll(readMatchers(child), labels)) continue;
    const inherited = {
      receiver: child.receiver || own.receiver,
      groupBy: child.group_by ?? own.groupBy,
    };
    found.push(...walk(child, inherited, labels));
    if (!child.continue) break;
  }
  return found.length > 0 ? found : [own];
}

/** The receivers that any route names. */
export function usedReceivers({ route: root, receivers }: Routing): Receiver[] {
  const names = new Set<string>();
  const visit = (at: Route): void => {
    if (at.receiver) names.add(at.receiver);
    for (const child of at.routes ?? []) visit(child);
  };
  visit(root);
  return receivers.filter(({ name }) => names.has(name));
}

/** The kinds of integrations that a receiver has, such as `slack_configs`. */
export function kindsOf(of: Receiver): string[] {
  return Object.entries(of)
    .filter(([name, value]) => name.endsWith("_configs") && Array.isArray(value) && value.length)
    .map(([name]) => name);
}
