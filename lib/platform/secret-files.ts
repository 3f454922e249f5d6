import { readFileSync } from "node:fs";

/** Settings that are secrets, or may hold a password. */
const SECRETS = [
  ...["PREFLIGHT_SECRET", "PREFLIGHT_PREVIOUS_SECRET", "PREFLIGHT_SETUP_CODE"],
  ...["DATABASE_URL", "DATABASE_OWNER_URL", "PREFLIGHT_SMTP_URL"],
  ...["PREFLIGHT_METRICS_TOKEN", "SENTRY_DSN"],
] as const;

/**
 * Puts into `settings` what the files hold that variables such as PREFLIGHT_SECRET_FILE name, each in
 * the place of its variable; a line end at the end of the file does not count. What is set, but
 * empty, is not set. Throws an Error of one line that names the variable: both set, or a file that
 * cannot be read or is empty.
 */
export function takeSecretFiles(settings: Record<string, string | undefined>): void {
  for (const name of SECRETS) {
    const variable = `${name}_FILE`;
    const file = settings[variable];
    delete settings[variable];
    if (!file) continue;
    if (settings[name]) throw new Error(`${name} and ${variable} are both set: keep one of them.`);
    settings[name] = read(variable, file);
  }
}

function read(variable: string, file: string): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8").replace(/\r?\n$/, "");
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new Error(`${variable}: ${file} cannot be read (${code}).`, { cause: error });
  }
  if (text === "") throw new Error(`${variable}: ${file} is empty.`);
  return text;
}
