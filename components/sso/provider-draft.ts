import { presetIssuers } from "#lib/sso/choices.ts";
import type { IdentityProvider, RoleRule } from "#lib/sso/contract.ts";
import type { ProviderWrite } from "./use-identity-providers.ts";

/** What stands in the editor. Empty texts stand for what is not set. */
export type ProviderDraft = {
  preset: IdentityProvider["preset"];
  name: string;
  issuer: string;
  clientId: string;
  /** Empty on an existing provider: the stored one stays. */
  clientSecret: string;
  joinRole: "" | "admin" | "member";
  roleClaim: string;
  roleMapping: RoleRule[];
  enabled: boolean;
};

const presetNames = { oidc: "", google: "Google", github: "GitHub" } as const;

/** A new provider, or one as it is stored. */
export function toDraft(provider: IdentityProvider | null): ProviderDraft {
  if (!provider) {
    return {
      ...{ preset: "oidc", name: "", issuer: "", clientId: "", clientSecret: "" },
      ...{ joinRole: "", roleClaim: "", roleMapping: [], enabled: true },
    };
  }
  const { preset, name, issuer, clientId, roleMapping, enabled } = provider;
  return {
    ...{ preset, name, issuer, clientId, clientSecret: "", roleMapping, enabled },
    joinRole: provider.joinRole ?? "",
    roleClaim: provider.roleClaim ?? "",
  };
}

/** The same with another kind of provider; what the old kind had filled in goes with it. */
export function withPreset(draft: ProviderDraft, preset: ProviderDraft["preset"]): ProviderDraft {
  const untouched = draft.issuer === presetIssuers[draft.preset];
  const unnamed = draft.name === presetNames[draft.preset];
  return {
    ...draft,
    preset,
    issuer: untouched ? presetIssuers[preset] : draft.issuer,
    name: unnamed ? presetNames[preset] : draft.name,
  };
}

/** What to send to the server for it. */
export function toWrite(draft: ProviderDraft, providerId: string | null): ProviderWrite {
  const { preset, clientSecret, ...rest } = draft;
  const settings = {
    ...rest,
    joinRole: draft.joinRole || null,
    roleClaim: draft.roleClaim.trim() || null,
  };
  if (providerId === null) return { providerId, body: { ...settings, preset, clientSecret } };
  return { providerId, body: { ...settings, ...(clientSecret ? { clientSecret } : {}) } };
}
