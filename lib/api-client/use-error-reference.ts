import { useTranslations } from "next-intl";
import { ApiError } from "./api-error.ts";

type ErrorReference = { label: string; id: string; copyLabel: string; copiedLabel: string };

/** What people quote of a failed call: its request id; undefined where no server answered. */
export function useErrorReference(): (error: unknown) => ErrorReference | undefined {
  const t = useTranslations("common");
  return (error) =>
    error instanceof ApiError
      ? {
          ...{ label: t("requestId"), id: error.problem.requestId },
          ...{ copyLabel: t("copy"), copiedLabel: t("copied") },
        }
      : undefined;
}
