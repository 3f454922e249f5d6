import { useTranslations } from "next-intl";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { PasskeyError } from "./ask-passkey.ts";

/** What to tell people of a passkey that did not work: the browser's part, or the server's words. */
export function usePasskeyErrorText(): (error: unknown) => string {
  const t = useTranslations("passkeys");
  const errorText = useErrorText();
  return (error) =>
    error instanceof PasskeyError ? t(`failed.${error.reason}`) : errorText(error);
}
