import fs from "node:fs";
import Ajv from "ajv";

type Described = {
  paths: Record<string, Record<string, { responses: Record<string, { content?: object }> }>>;
};

export type PublishedDescription = {
  /** The described path that a path without its query is one of; null where there is none. */
  pathOf: (path: string) => string | null;
  /** Throws an Error that says what in `body` the description of `method path` does not allow. */
  check: (method: string, path: string, status: number, body: unknown) => void;
};

/** Reads an OpenAPI 3.0 description, by which recorded answers are judged. */
export function readDescription(file: string, errorSchema: string): PublishedDescription {
  const described = JSON.parse(fs.readFileSync(file, "utf8")) as Described;
  const ajv = new Ajv({ nullable: true, unknownFormats: "ignore", logger: false, allErrors: true });
  ajv.addSchema(described, "description");
  const templates = Object.keys(described.paths).map((template) => ({
    template,
    pattern: new RegExp(`^${template.replace(/\{[^}]+\}/g, "[^/]+")}$`),
    holes: template.split("{").length,
  }));

  const pathOf = (path: string): string | null =>
    templates.filter(({ pattern }) => pattern.test(path)).toSorted((a, b) => a.holes - b.holes)[0]
      ?.template ?? null;

  const check = (method: string, path: string, status: number, body: unknown): void => {
    const template = pathOf(path);
    const responses = template && described.paths[template]?.[method.toLowerCase()]?.responses;
    if (!responses) throw new Error(`${method} ${path} is not described`);
    const response = responses[String(status)];
    if (!response && status < 400) throw new Error(`${method} ${path} never answers ${status}`);
    if (response && !response.content) return;
    const place = ["paths", template, method.toLowerCase(), "responses", String(status)];
    const $ref = response
      ? pointer([...place, "content", "application/json", "schema"])
      : pointer(["components", "schemas", errorSchema]);
    const validate = ajv.compile({ $ref });
    if (validate(body)) return;
    throw new Error(`${method} ${path} ${status}: ${ajv.errorsText(validate.errors)}`);
  };
  return { pathOf, check };
}

const pointer = (steps: string[]): string =>
  `description#/${steps.map((step) => encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`;
