import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { CopyButton } from "#components/ui/copy-button.tsx";
import { Badge, type Tone } from "#components/ui/badge.tsx";

import {
  bodySchemaOf,
  failuresOf,
  successOf,
  type PlacedOperation,
  type Schema,
} from "./description.ts";
import { curlExample } from "./example.ts";
import { FieldList, SchemaView } from "./fields.tsx";

const tones: Record<string, Tone> = {
  GET: "progress",
  POST: "done",
  PUT: "stale",
  PATCH: "stale",
  DELETE: "fail",
};

interface OperationProps {
  operation: PlacedOperation;
  base: string;
  schemas: Record<string, Schema>;
}

/** One operation: what it does, who may, what it takes and gives, and how to call it. */
export function OperationView({ operation, base, schemas }: OperationProps) {
  const t = useTranslations("api-docs");
  const body = bodySchemaOf(operation);
  // The header that all writes take is explained once, at the beginning.
  const own = operation.parameters?.filter((parameter) => parameter.in !== "header") ?? [];
  const parameters = own.map(({ name, schema = {}, required, in: place }) => ({
    ...{ name, schema, place },
    required: required ?? false,
  }));
  const roles = operation["x-roles"];
  return (
    <article
      aria-labelledby={operation.operationId}
      className="border-t border-line py-6 lg:grid lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)] lg:gap-8"
    >
      <div className="min-w-0">
        <h3 id={operation.operationId} className="scroll-mt-4 text-lg font-semibold">
          {t(`operations.${operation.operationId}`)}
        </h3>
        <p className="mt-1 flex flex-wrap items-center gap-2">
          <Badge tone={tones[operation.method]}>{operation.method}</Badge>
          <code className="font-mono text-sm break-all">{operation.path}</code>
        </p>
        <p className="mt-2 text-sm text-muted">
          {roles.length === 0
            ? t("public")
            : t("mayRoles", {
                roles: roles.map((role) => t(`roles.${role as "lead"}`)).join(", "),
              })}
        </p>
        {parameters.length > 0 && (
          <Part title={t("parameters")}>
            <FieldList fields={parameters} marks="required" />
          </Part>
        )}
        {body && (
          <Part title={t("body")}>
            <SchemaView schema={body} marks="required" />
          </Part>
        )}
        <Answer operation={operation} />
      </div>
      <Example code={curlExample(operation, base, schemas)} name={operation.operationId} />
    </article>
  );
}

function Answer({ operation }: { operation: PlacedOperation }) {
  const t = useTranslations("api-docs");
  const { status, schema, types } = successOf(operation);
  return (
    <Part title={t("answer", { status })}>
      {schema && <SchemaView schema={schema} marks="none" />}
      {!schema && types.length > 0 && <code className="font-mono text-sm">{types.join(", ")}</code>}
      {!schema && types.length === 0 && <p className="text-sm text-muted">{t("noBody")}</p>}
      <p className="mt-2 text-sm text-muted">
        {t("failures")}{" "}
        <a href="#errors" className="font-mono underline underline-offset-2">
          {failuresOf(operation).join(", ")}
        </a>
      </p>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-4">
      <h4 className="mb-1.5 text-sm font-semibold">{title}</h4>
      {children}
    </section>
  );
}

/** A command to copy. */
export function Example({ code, name }: { code: string; name: string }) {
  const t = useTranslations("api-docs");
  return (
    <div className="relative mt-4 min-w-0 self-start rounded-lg border border-line bg-sunken lg:sticky lg:top-4 lg:mt-0">
      <pre
        tabIndex={0}
        role="region"
        aria-label={t("exampleOf", { name })}
        className="overflow-x-auto p-3 pr-12 font-mono text-xs leading-5"
      >
        {code}
      </pre>
      <CopyButton
        text={code}
        label={t("copyExample", { name })}
        copiedLabel={t("copied")}
        className="absolute! top-1.5 right-1.5 bg-sunken!"
      />
    </div>
  );
}
