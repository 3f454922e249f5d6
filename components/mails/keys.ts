/** Keys of mails in the query cache. */
export const mailKeys = {
  all: ["mails"] as const,
  list: (state: string | null) => ["mails", { state }] as const,
};
