import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";

import { BrandMark } from "#components/frame/brand.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("frame.notFound");
  return { title: t("title") };
}

export default function NotFound() {
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
