import { useTranslations } from "next-intl";

import { LinkButton } from "#components/ui/link-button.tsx";

import { BrandMark } from "./brand.tsx";

/** What a `not-found.tsx` shows; a foreign thing looks exactly like a missing one. */
export function NotFoundView() {
  const t = useTranslations("frame.notFound");
  return (
    <div className="flex min-h-[80dvh] flex-col items-center justify-center gap-3 px-4 text-center">
      <BrandMark className="size-8" />
      <h1 className="text-xl tracking-tight">{t("title")}</h1>
      <p className="text-muted">{t("text")}</p>
      <LinkButton href="/" className="mt-2">
        {t("action")}
      </LinkButton>
    </div>
  );
}
