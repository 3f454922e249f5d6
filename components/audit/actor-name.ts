import type { AuditEvent } from "#lib/audit/contract.ts";

type Words = (key: "somebody" | "system" | "directory" | "unknownPerson") => string;

/** What to call who did something, in the reader's language: `t` of the namespace `audit`. */
export function actorName({ via, name }: AuditEvent["actor"], t: Words): string {
  if (via === "nothing") return t("somebody");
  if (via === "system") return t("system");
  return via === "scim" ? t("directory") : (name ?? t("unknownPerson"));
}
