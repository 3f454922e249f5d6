import type { Policy } from "#lib/policy/contract.ts";

/** The policy as it is being edited: numbers and lists as people type them. */
export interface PolicyDraft {
  secondFactor: Policy["secondFactor"];
  graceDays: string;
  idleMinutes: string;
  absoluteHours: string;
  emailDomains: string;
  allowedAddresses: string;
  ssoOnly: boolean;
}

/** What of a policy can be changed; an empty number is null and refused by the server. */
export type PolicyChange = {
  [Name in keyof PolicyDraft]?: Policy[Name];
};

/** A policy as its form holds it: numbers and lists as texts. */
export function toDraft(policy: Policy): PolicyDraft {
  return {
    secondFactor: policy.secondFactor,
    graceDays: String(policy.graceDays),
    idleMinutes: String(policy.idleMinutes),
    absoluteHours: String(policy.absoluteHours),
    emailDomains: policy.emailDomains.join("\n"),
    allowedAddresses: policy.allowedAddresses.join("\n"),
    ssoOnly: policy.ssoOnly,
  };
}

/** The entries of a list that is typed one to a line, or with commas. */
export const entries = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map((entry) => entry.trim())
    .filter(Boolean);

// NaN becomes null on the way, which the server refuses under the field's name.
const toNumber = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text));

/** What the draft changes; two people who change different rules do not undo each other's. */
export function changesOf(draft: PolicyDraft, seen: Policy): PolicyChange {
  const before = toDraft(seen);
  const changed = (name: keyof PolicyDraft) => draft[name] !== before[name];
  return {
    ...(changed("secondFactor") && { secondFactor: draft.secondFactor }),
    ...(changed("graceDays") && { graceDays: toNumber(draft.graceDays) }),
    ...(changed("idleMinutes") && { idleMinutes: toNumber(draft.idleMinutes) }),
    ...(changed("absoluteHours") && { absoluteHours: toNumber(draft.absoluteHours) }),
    ...(changed("emailDomains") && { emailDomains: entries(draft.emailDomains) }),
    ...(changed("allowedAddresses") && { allowedAddresses: entries(draft.allowedAddresses) }),
    ...(changed("ssoOnly") && { ssoOnly: draft.ssoOnly }),
  };
}

type Refusal = { errors?: { path: string; message: string }[] | undefined };

/** What is wrong with a list: the entry by name, and why. */
export function listError(refusal: Refusal | undefined, name: string, text: string): string | null {
  const error = refusal?.errors?.find(({ path }) => path === name || path.startsWith(`${name}.`));
  if (!error) return null;
  const entry = entries(text)[Number(error.path.slice(name.length + 1))];
  return error.path === name || !entry ? error.message : `${entry}: ${error.message}`;
}
