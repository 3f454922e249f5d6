/** What each template says something about. Moments are ISO texts, addresses complete links. */
export type MailTemplates = {
  invitation: { organization: string; inviter: string; url: string; until: string };
  password_reset: { name: string; url: string; until: string };
  /** To the address in use: somebody wants another one. */
  email_change_old: { name: string; newEmail: string; url: string; until: string };
  /** To the new address. */
  email_change_new: { name: string; url: string; until: string };
  /** Something that guards the account has changed. */
  security_notice: {
    name: string;
    what: "password" | "email" | "second_factor" | "reset";
    url: string;
  };
};

export type MailTemplate = keyof MailTemplates;
