import { useTranslations } from "next-intl";
import { FormAlert } from "#components/ui/form-alert.tsx";

const OTHERS = ["address_not_allowed", "sign_in_refused"];

interface SsoFailureProps {
  /** The code that the way back from a provider has left in the page's address. */
  code: string | undefined;
}

/** Why signing in or linking at a provider came to nothing; nothing for codes that are not ours. */
export function SsoFailure({ code }: SsoFailureProps) {
  const t = useTranslations("errors");
  const ours = code !== undefined && (/^sso_[a-z_]{1,40}$/.test(code) || OTHERS.includes(code));
  if (!ours || !t.has(`detail.${code}`)) return null;
  return <FormAlert className="mb-4">{t(`detail.${code}`)}</FormAlert>;
}
