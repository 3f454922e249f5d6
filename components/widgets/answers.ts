import type { Field } from "#lib/integrations/connect-contract.ts";

/** What stands in the fields of a question: texts as they are typed, and ticks. */
export type Answers = Readonly<Record<string, string | boolean>>;
type Values = Record<string, string | number | boolean | string[]>;

/** What stands in the fields at first: what is asked now, else the defaults. */
export function answersOf(fields: readonly Field[], values: Record<string, unknown> = {}): Answers {
  return Object.fromEntries(
    fields.map(({ name, default: standard }) => {
      const value = values[name] ?? standard;
      return [name, typeof value === "boolean" ? value : asText(value)];
    }),
  );
}

const asText = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(String).join("\n");
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

/** The same as the API takes it; an empty field leaves its default. */
export function paramsOf(fields: readonly Field[], answers: Answers): Values {
  return Object.fromEntries(
    fields.flatMap(({ name, kind }): [string, Values[string]][] => {
      const answer = answers[name] ?? "";
      if (typeof answer === "boolean") return [[name, answer]];
      const text = answer.trim();
      if (kind === "list")
        return [
          [
            name,
            text
              .split("\n")
              .map((line) => line.trim())
              .filter(Boolean),
          ],
        ];
      if (text === "") return [];
      const number = Number(text);
      return [[name, kind === "number" && Number.isFinite(number) ? number : text]];
    }),
  );
}

/** A threshold as it was typed; null for none, undefined for what is no number. */
export function thresholdOf(text: string): number | null | undefined {
  const typed = text.trim();
  if (typed === "") return null;
  const number = Number(typed);
  return Number.isFinite(number) ? number : undefined;
}
