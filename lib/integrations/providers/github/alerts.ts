import { z } from "zod";
import type { Answer } from "../../reader.ts";
import { refusalAt } from "./client.ts";
import type { Listing } from "./client.ts";
import type { Repository } from "./repository.ts";

const codeShape = z.array(
  z.looseObject({
    number: z.number(),
    html_url: z.string(),
    created_at: z.string(),
    rule: z.looseObject({
      description: z.string().optional(),
      security_severity_level: z.string().nullish(),
      tags: z.array(z.string()).nullish(),
    }),
  }),
);
const secretShape = z.array(
  z.looseObject({
    number: z.number(),
    html_url: z.string(),
    created_at: z.string(),
    secret_type_display_name: z.string().optional(),
  }),
);
const dependencyShape = z.array(
  z.looseObject({
    number: z.number(),
    html_url: z.string(),
    created_at: z.string(),
    security_advisory: z.looseObject({ summary: z.string(), severity: z.string() }),
  }),
);
type Alerts<Shape extends z.ZodType> = Promise<
  Listing<z.infer<Shape> extends (infer A)[] ? A : never>
>;

const CODE_SCANNING = "/code-scanning/alerts?state=open&per_page=50";
export const SECRET_SCANNING = "/secret-scanning/alerts?state=open&hide_secret=true&per_page=50";
const DEPENDABOT = "/dependabot/alerts?state=open&severity=critical,high&per_page=50";

/** Open alerts of code scanning on the default branch. Throws ProviderError. */
export const codeAlerts = (repository: Repository): Alerts<typeof codeShape> =>
  repository.list(CODE_SCANNING, codeShape);

/** Open alerts of secret scanning; `secret` itself is not read. Throws ProviderError. */
export const secretAlerts = (repository: Repository): Alerts<typeof secretShape> =>
  repository.list(SECRET_SCANNING, secretShape);

/** Open alerts of Dependabot that are high or critical. Throws ProviderError. */
export const dependencyAlerts = (repository: Repository): Alerts<typeof dependencyShape> =>
  repository.list(DEPENDABOT, dependencyShape);

/**
 * Whether 404 on secret scanning means that it is off: GitHub says so, or it shows us all that an
 * administrator sees. Null where that cannot be told from what is hidden.
 */
export async function isSecretScanningOff(
  repository: Repository,
  answer: Answer,
): Promise<boolean | null> {
  const { about, scopes, github } = repository;
  const shown = about.security_and_analysis?.secret_scanning?.status;
  if (refusalAt(answer)?.reason === "no_data" || shown === "disabled") return true;
  const app = await github.appPermissions();
  if (app) return "secret_scanning_alerts" in app ? true : null;
  const scoped = scopes?.some(
    (scope) =>
      ["repo", "security_events"].includes(scope) || (!about.private && scope === "public_repo"),
  );
  return scoped && about.permissions?.admin ? true : null;
}
