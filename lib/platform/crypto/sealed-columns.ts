/** Where values of one purpose are kept. Names are put into SQL as they stand: never from outside. */
type SealedColumn = {
  table: string;
  column: string;
  /** The column with the record's id, for which its value is sealed. */
  key: string;
  /** The organisation of a row `t`, in whose audit log it stands that its value was sealed anew. */
  organization: string;
};

/**
 * Every column that holds sealed values, by the purpose they are sealed for. The one list: what is
 * not in it cannot be sealed, and what is in it is sealed anew when the secret is replaced.
 */
export const sealedColumns = {
  totp: {
    ...{ table: "totp_factors", column: "secret", key: "user_id" },
    organization:
      "(SELECT m.organization_id FROM members m WHERE m.user_id = t.user_id ORDER BY m.created_at LIMIT 1)",
  },
  "sso client": {
    ...{ table: "identity_providers", column: "client_secret", key: "id" },
    organization: "t.organization_id",
  },
  "sso attempt": {
    ...{ table: "sso_attempts", column: "code_verifier", key: "id" },
    organization: "(SELECT p.organization_id FROM identity_providers p WHERE p.id = t.provider_id)",
  },
  integration: {
    ...{ table: "integrations", column: "credentials", key: "id" },
    organization: "t.organization_id",
  },
  mail: { table: "mails", column: "content", key: "id", organization: "t.organization_id" },
} as const satisfies Record<string, SealedColumn>;

export type SealPurpose = keyof typeof sealedColumns;

/** All purposes. */
export const sealPurposes = Object.keys(sealedColumns) as SealPurpose[];
