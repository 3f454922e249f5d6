import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageBody, PageHeader } from "#components/frame/page-header.tsx";
import { NewProjectForm } from "#components/projects/new-project-form.tsx";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { can } from "#lib/platform/auth/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("projects");
  return { title: t("new") };
}

export default async function NewProjectPage() {
  const ctx = await requirePageContext("/projects/new");
  if (!can(ctx.organizationRole, "projects.create")) notFound();
  const t = await getTranslations("projects");
  return (
    <PageBody width="narrow">
      <PageHeader
        title={t("new")}
        description={t("newAbout")}
        parent={{ href: "/projects", label: t("title") }}
      />
      <NewProjectForm />
    </PageBody>
  );
}
