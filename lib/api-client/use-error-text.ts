import { useTranslations } from "next-intl";
import { ApiError } from "./api-error.ts";

/** What to tell people of a failed call: the server's own words, or that it could not be reached. */
export function useErrorText(): (error: unknown) => string {
  const t = useTranslations("errors");
  return (error) => (error instanceof ApiError ? error.problem.detail : t("unreachable"));
}
