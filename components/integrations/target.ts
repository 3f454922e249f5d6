import type { Integration } from "#lib/integrations/contract.ts";

/** Where an integration reads, in a few words: the address, or else as whom. */
export function targetOf({ config, account }: Pick<Integration, "config" | "account">): string {
  const named = [config.owner, config.repo].filter((one) => typeof one === "string" && one);
  if (named.length === 2) return named.join("/");
  const address = Object.values(config).find(
    (value): value is string => typeof value === "string" && /^https?:\/\//.test(value),
  );
  return account ?? address ?? "";
}
