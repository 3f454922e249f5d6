// Apart from the contract: browsers need the words without the schemas.

/** `oidc`: any OpenID Connect provider, by discovery. `github` speaks plain OAuth 2. */
export const presets = ["oidc", "google", "github"] as const;

/** Roles that a provider may give. Owners are made by owners only. */
export const grantableRoles = ["admin", "member"] as const;

/** Where the presets are; GitHub Enterprise Server and others bring their own address. */
export const presetIssuers = {
  oidc: "",
  google: "https://accounts.google.com",
  github: "https://github.com",
} as const satisfies Record<(typeof presets)[number], string>;
