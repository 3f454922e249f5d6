import { useTranslations } from "next-intl";

import { operationsOf, type Description } from "./description.ts";
import { SchemaView } from "./fields.tsx";
import { Introduction } from "./introduction.tsx";
import { OperationView } from "./operation.tsx";

interface ReferenceProps {
  description: Description;
  /** Stable code and text of every error that the server tells. */
  errors: readonly { code: string; text: string }[];
}

/** The whole reference of the API, made from its OpenAPI document. */
export function ApiReference({ description, errors }: ReferenceProps) {
  const t = useTranslations("api-docs");
  const base = description.servers[0]?.url ?? "/api/v1";
  const { schemas } = description.components;
  const named = Object.entries(schemas).filter(([name]) => !name.startsWith("__"));
  return (
    <div className="lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-10">
      <Contents description={description} />
      <div className="min-w-0">
        <Introduction base={base} />
        {description.tags.map(({ name }) => (
          <section key={name} aria-labelledby={`tag-${name}`} className="mt-10">
            <h2 id={`tag-${name}`} className="scroll-mt-4 pb-3 text-xl tracking-tight">
              {t(`tags.${name}`)}
            </h2>
            {operationsOf(description, name).map((operation) => (
              <OperationView
                key={operation.operationId}
                operation={operation}
                base={base}
                schemas={schemas}
              />
            ))}
          </section>
        ))}
        <section aria-labelledby="objects" className="mt-10">
          <h2 id="objects" className="scroll-mt-4 pb-3 text-xl tracking-tight">
            {t("objects")}
          </h2>
          {named.map(([name, schema]) => (
            <section key={name} aria-labelledby={`object-${name}`} className="mb-6 max-w-2xl">
              <h3 id={`object-${name}`} className="mb-1.5 scroll-mt-4 font-mono font-semibold">
                {name}
              </h3>
              <SchemaView schema={schema} marks="none" />
            </section>
          ))}
        </section>
        <Errors errors={errors} />
      </div>
    </div>
  );
}

function Contents({ description }: { description: Description }) {
  const t = useTranslations("api-docs");
  const link = "block rounded-sm py-1 text-sm text-muted hover:text-ink pointer-coarse:py-3";
  return (
    <nav
      aria-label={t("contents")}
      className="mb-8 lg:sticky lg:top-4 lg:mb-0 lg:max-h-[calc(100dvh-2rem)] lg:self-start lg:overflow-y-auto"
    >
      <ul className="columns-2 lg:columns-1">
        {["start", ...description.tags.map(({ name }) => `tag-${name}`), "objects", "errors"].map(
          (id) => (
            <li key={id}>
              <a href={`#${id}`} className={link}>
                {id.startsWith("tag-") ? t(`tags.${id.slice(4)}`) : t(id as "errors")}
              </a>
            </li>
          ),
        )}
      </ul>
    </nav>
  );
}

function Errors({ errors }: Pick<ReferenceProps, "errors">) {
  const t = useTranslations("api-docs");
  return (
    <section aria-labelledby="errors" className="mt-10 max-w-2xl">
      <h2 id="errors" className="scroll-mt-4 text-xl tracking-tight">
        {t("errors")}
      </h2>
      <p className="mt-1 mb-3 text-muted">{t("errorsAbout")}</p>
      <dl className="divide-y divide-line border-y border-line">
        {errors.map(({ code, text }) => (
          <div key={code} id={code} className="scroll-mt-4 py-2 target:bg-accent-soft">
            <dt className="font-mono text-sm font-medium break-all">{code}</dt>
            <dd className="text-sm text-muted">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
