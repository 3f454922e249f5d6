import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthFrame } from "#components/frame/auth-frame.tsx";
import { isSetUp } from "#lib/organizations/queries.ts";
import { Setup } from "./setup.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("organizations");
  return { title: t("title") };
}

interface SetupPageProps {
  searchParams: Promise<{ code?: string | string[] }>;
}

export default async function SetupPage({ searchParams }: SetupPageProps) {
  if (await isSetUp()) redirect("/login");
  const { code } = await searchParams;
  const t = await getTranslations("organizations");
  return (
    <AuthFrame width="wide" title={t("title")} description={t("intro")}>
      <Setup code={typeof code === "string" ? code.slice(0, 200) : ""} />
    </AuthFrame>
  );
}
