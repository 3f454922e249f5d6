import { hash, verify } from "@node-rs/argon2";

// OWASP password storage cheat sheet: argon2id, 19 MiB, two passes, one lane. The package's default
// algorithm is argon2id; its names are a const enum, which stripped types cannot read.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

// Each takes 19 MiB and a core for some 30 ms: a burst of sign-ins must not starve everything else.
const MAX_AT_ONCE = 4;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MAX_AT_ONCE) await new Promise<void>((resume) => waiting.push(resume));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place passes on to whoever waits, so that nobody slips in between.
    if (next) next();
    else running -= 1;
  }
}

/** The argon2id hash of a password, in PHC format. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize("NFC"), COST));
}

// Of nothing, at the same cost. Written out, since making one would cost the first to need it twice.
const DECOY =
  "$argon2id$v=19$m=19456,t=2,p=1$bm8gcGFzc3dvcmQgYXQgYWxs$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/**
 * Whether `password` belongs to `stored`. Without a stored hash it takes as long as with one, so
 * that the time does not tell which accounts exist.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await inTurn(() => verify(stored ?? DECOY, password.normalize("NFC")));
  return stored !== null && matches;
}
