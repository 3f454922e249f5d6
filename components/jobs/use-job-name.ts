import { useTranslations } from "next-intl";

/** What a job is called; one that has no name in the messages keeps its own. */
export function useJobName(): (job: string) => string {
  const t = useTranslations("jobs.names");
  return (job) => (t.has(job as never) ? t(job as never) : job);
}
