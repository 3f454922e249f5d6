import { useTranslations } from "next-intl";

import type { Schema } from "./description.ts";
import { fieldsOf, limitsOf, typeWords } from "./schema-words.ts";

interface FieldListProps {
  fields: readonly { name: string; schema: Schema; required: boolean; place?: string }[];
  /** In answers everything is there unless it says otherwise; in requests what must be sent is marked. */
  marks: "required" | "none";
}

/** Names, types and limits of fields, one below the other; readable on a phone. */
export function FieldList({ fields, marks }: FieldListProps) {
  const t = useTranslations("api-docs");
  return (
    <ul className="divide-y divide-line border-y border-line">
      {fields.map(({ name, schema, required, place }) => (
        <li key={`${place ?? ""} ${name}`} className="py-1.5">
          <p className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
            <code className="font-mono text-sm font-medium break-all">{name}</code>
            <TypeText schema={schema} />
            {marks === "required" && required && (
              <span className="text-xs text-stale">{t("required")}</span>
            )}
            {place && <span className="text-xs text-faint">{t(`place.${place as "path"}`)}</span>}
          </p>
          {t.has(`notes.${name}`) && (
            <p className="mt-0.5 text-sm text-muted">{t(`notes.${name}`)}</p>
          )}
          <NestedFields schema={schema} marks={marks} />
        </li>
      ))}
    </ul>
  );
}

function NestedFields({ schema, marks }: { schema: Schema; marks: FieldListProps["marks"] }) {
  const fields = fieldsOf(schema);
  if (fields.length === 0) return null;
  return (
    <div className="mt-1.5 ml-4">
      <FieldList fields={fields} marks={marks} />
    </div>
  );
}

function TypeText({ schema }: { schema: Schema }) {
  const t = useTranslations("api-docs");
  const limits = limitsOf(schema);
  return (
    <span className="text-sm text-muted">
      {typeWords(schema).map((word, index) => (
        <span key={`${word.text} ${word.list}`}>
          {index > 0 && ` ${t("or")} `}
          {word.kind === "object" ? (
            <a
              href={`#object-${word.text}`}
              className="text-accent-ink underline underline-offset-2"
            >
              {word.text}
            </a>
          ) : word.kind === "value" ? (
            <code className="font-mono">{word.text}</code>
          ) : (
            word.text
          )}
          {word.list && "[]"}
        </span>
      ))}
      {limits && <span className="text-faint"> ({limits})</span>}
      {schema.default !== undefined && (
        <span className="text-faint">
          {" "}
          = <code className="font-mono">{JSON.stringify(schema.default)}</code>
        </span>
      )}
    </span>
  );
}

interface SchemaViewProps {
  schema: Schema;
  marks: FieldListProps["marks"];
}

/** What a body looks like: its fields, those of each alternative, or the object that it is. */
export function SchemaView({ schema, marks }: SchemaViewProps) {
  const options = (schema.oneOf ?? schema.anyOf)?.filter((each) => fieldsOf(each).length > 0);
  if (options?.length) {
    return (
      <div className="space-y-3">
        {options.map((each, index) => (
          <SchemaView key={index} schema={each} marks={marks} />
        ))}
      </div>
    );
  }
  const fields = fieldsOf(schema);
  return fields.length > 0 ? (
    <FieldList fields={fields} marks={marks} />
  ) : (
    <TypeText schema={schema} />
  );
}
