/** What the sealed client secret of a provider is sealed for. */
export const secretOf = (providerId: string) => ({ purpose: "sso client", recordId: providerId });
