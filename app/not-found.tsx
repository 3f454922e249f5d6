import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { NotFoundView } from "#components/frame/not-found-view.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("frame.notFound");
  return { title: t("title") };
}

export default function NotFound() {
  return (
    <main>
      <NotFoundView />
    </main>
  );
}
