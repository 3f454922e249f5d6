// What an operator can do without signing in, with the application's own settings in the environment:
// node scripts/admin.ts COMMAND
import { uuidv7 } from "uuidv7";
import { requireEnv } from "#lib/platform/lifecycle/require-env.ts";

const USAGE = `Usage: npm run admin -- COMMAND

  reset-2fa EMAIL   Take the authenticator app, passkeys and recovery codes of a person away and end
                    their sessions. The audit log says that it was done on the command line.
  rotate-secret     Seal everything anew under PREFLIGHT_SECRET that was sealed under
                    PREFLIGHT_PREVIOUS_SECRET. May be repeated.`;

const [command, ...args] = process.argv.slice(2);
const expected = { "reset-2fa": 1, "rotate-secret": 0 }[command ?? ""];
if (expected === undefined || args.length !== expected) fail(USAGE);
requireEnv();
// Only now: what they import reads the environment as soon as it is loaded.
const { closeDatabase } = await import("#lib/platform/db/client.ts");
const { DomainError } = await import("#lib/platform/errors.ts");
const { sayer } = await import("#lib/platform/i18n/say.ts");

const base = {
  requestId: uuidv7(),
  origin: { ip: null, userAgent: "npm run admin" },
  locale: "en" as const,
  now: () => new Date(),
};
try {
  if (command === "rotate-secret") await rotate();
  else await resetSecondFactor(args[0] ?? "");
} catch (error) {
  const say = await sayer("en", "errors");
  if (error instanceof DomainError) console.error(say(`detail.${error.code}`, error.params));
  else console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}

function fail(words: string): never {
  console.error(words);
  process.exit(1);
}

async function resetSecondFactor(address: string): Promise<void> {
  const { email } = await import("#lib/platform/http/fields.ts");
  const { resetFactorsByOperator } = await import("#lib/accounts/reset-factors-by-operator.ts");
  const parsed = email.safeParse(address);
  if (!parsed.success) throw new Error(`"${address}" is not an e-mail address.`);
  const name = await resetFactorsByOperator(base, parsed.data);
  console.log(`The second factor of ${name} was reset and their sessions have ended.`);
}

async function rotate(): Promise<void> {
  const { rotateSecret } = await import("#lib/organizations/rotate-secret.ts");
  const purposes = await rotateSecret(base);
  for (const { purpose, resealed, left } of purposes) {
    console.log(`${purpose}: ${resealed} sealed anew${left > 0 ? `, ${left} LEFT` : ""}`);
  }
  if (purposes.every(({ left }) => left === 0)) {
    console.log("All is sealed under PREFLIGHT_SECRET.");
    return;
  }
  throw new Error(
    "What is left opens neither with PREFLIGHT_SECRET nor with PREFLIGHT_PREVIOUS_SECRET, or was " +
      "sealed by an instance that still has the old settings. Keep the previous secret and repeat this.",
  );
}
