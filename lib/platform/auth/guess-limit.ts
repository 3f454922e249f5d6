import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { sha256 } from "#lib/platform/crypto/keys.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { RateLimitedError } from "#lib/platform/errors.ts";
import { countedAddress } from "#lib/platform/http/counted-address.ts";

const WINDOW_SECONDS = 15 * 60;

/** What is counted, and how many failures a quarter of an hour are allowed. */
const allowed = {
  ...{ account: 10, address: 100, setup: 10, second_factor: 5 },
  // Mails that somebody can have sent without being signed in, and changes of address.
  ...{ reset_account: 5, reset_address: 50, email_change: 10 },
} as const;
type Counter = keyof typeof allowed;

/** One thing that may be guessed at: `of` names the account or the address. */
export type Guess = { counter: Counter; of: string };

type Query = { text: string; values?: unknown[] };

/** The application's own connections in the shape that the limiter expects of `pg`. */
const store = {
  query: async ({ text, values = [] }: Query) => {
    const found = await writeClient().$queryRawUnsafe<Record<string, unknown>[]>(text, ...values);
    const rows = found.map((row) => ({
      ...row,
      ...("expire" in row ? { expire: Number(row.expire) } : {}),
    }));
    return { rows, rowCount: rows.length };
  },
};

const held = globalThis as {
  preflightGuessLimiters?: Partial<Record<Counter, RateLimiterPostgres>>;
};

function limiter(counter: Counter): RateLimiterPostgres {
  const limiters = (held.preflightGuessLimiters ??= {});
  return (limiters[counter] ??= new RateLimiterPostgres({
    storeClient: store,
    storeType: "client",
    tableName: "rate_limits",
    tableCreated: true,
    keyPrefix: counter,
    points: allowed[counter],
    duration: WINDOW_SECONDS,
  }));
}

// Hashed, so that the table holds neither addresses nor what people typed into the e-mail field.
const keyOf = (guess: Guess): string =>
  Buffer.from(sha256(countedAddress(guess.of))).toString("base64url");

/**
 * Counts one attempt at each of `guesses` before it is looked at, so that parallel attempts cannot
 * slip through. The counters are shared by all processes. Throws RateLimitedError when one is used up.
 */
export async function countGuess(guesses: Guess[]): Promise<void> {
  for (const guess of guesses) {
    try {
      await limiter(guess.counter).consume(keyOf(guess));
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new RateLimitedError(
        Math.max(1, Math.ceil(error.msBeforeNext / 1_000)),
        "too_many_attempts",
      );
    }
  }
}

/** Takes an attempt back that turned out right: clears the account, gives the address its point. */
export async function forgiveGuess(guesses: Guess[]): Promise<void> {
  for (const guess of guesses) {
    const { counter } = guess;
    if (counter === "address") await limiter(counter).reward(keyOf(guess), 1);
    else await limiter(counter).delete(keyOf(guess));
  }
}
