// What an operator can do without signing in, with the application's own settings in the environment:
// node scripts/admin.ts reset-2fa EMAIL
import { uuidv7 } from "uuidv7";
import { requireEnv } from "#lib/platform/lifecycle/require-env.ts";

const USAGE = `Usage: npm run admin -- reset-2fa EMAIL

  reset-2fa EMAIL   Take the authenticator app, passkeys and recovery codes of a person away and end
                    their sessions. The audit log says that it was done on the command line.`;

const [command, address, ...rest] = process.argv.slice(2);
if (command !== "reset-2fa" || !address || rest.length > 0) {
  console.error(USAGE);
  process.exit(1);
}
requireEnv();
// Only now: what they import reads the environment as soon as it is loaded.
const { resetFactorsByOperator } = await import("#lib/accounts/reset-factors-by-operator.ts");
const { closeDatabase } = await import("#lib/platform/db/client.ts");
const { DomainError } = await import("#lib/platform/errors.ts");
const { email } = await import("#lib/platform/http/fields.ts");
const { sayer } = await import("#lib/platform/i18n/say.ts");

const parsed = email.safeParse(address);
if (!parsed.success) {
  console.error(`"${address}" is not an e-mail address.`);
  process.exit(1);
}
const base = {
  requestId: uuidv7(),
  origin: { ip: null, userAgent: "npm run admin" },
  locale: "en" as const,
  now: () => new Date(),
};
try {
  const name = await resetFactorsByOperator(base, parsed.data);
  console.log(`The second factor of ${name} was reset and their sessions have ended.`);
} catch (error) {
  const say = await sayer("en", "errors");
  if (error instanceof DomainError) console.error(say(`detail.${error.code}`, error.params));
  else console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
