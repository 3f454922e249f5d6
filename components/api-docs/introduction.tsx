import { useTranslations } from "next-intl";

import { Example } from "./operation.tsx";

const topics = ["signIn", "writes", "lists", "limits", "failure"] as const;

/** How the API works, before its single operations. */
export function Introduction({ base }: { base: string }) {
  const t = useTranslations("api-docs");
  return (
    <section aria-labelledby="start" className="max-w-2xl">
      <h2 id="start" className="scroll-mt-4 text-xl tracking-tight">
        {t("start")}
      </h2>
      <dl className="mt-3 space-y-3">
        {topics.map((topic) => (
          <div key={topic}>
            <dt className="font-semibold">{t(`topics.${topic}.title`)}</dt>
            <dd className="text-muted">
              {t.rich(`topics.${topic}.text`, {
                code: (words) => <code className="font-mono text-sm text-ink">{words}</code>,
              })}
            </dd>
          </div>
        ))}
      </dl>
      <div className="pt-4">
        <Example
          name={t("start")}
          code={`curl -H "Authorization: Bearer $PREFLIGHT_TOKEN" '${base}/projects'`}
        />
      </div>
    </section>
  );
}
