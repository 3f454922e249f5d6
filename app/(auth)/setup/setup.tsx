"use client";

import { SetupForm } from "#components/organizations/setup-form.tsx";
import { MarkdownSource } from "#components/projects/markdown-source.tsx";

/** The set-up, with the first project's checklist read as any project's is. */
export function Setup({ code }: { code: string }) {
  return <SetupForm code={code} markdownField={MarkdownSource} />;
}
