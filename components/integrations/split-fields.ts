import type { Field } from "#lib/integrations/connect-contract.ts";

/** So many credentials are all in view; of more, only those that are required. */
const FEW_CREDENTIALS = 3;

interface Part {
  config: Field[];
  credentials: Field[];
}

/** The fields that most people fill in, and the rest. */
export function splitFields(
  config: readonly Field[],
  credentials: readonly Field[],
): { first: Part; rest: Part } {
  const few = credentials.length <= FEW_CREDENTIALS;
  return {
    first: {
      config: config.filter(({ required }) => required),
      credentials: credentials.filter(({ required }) => few || required),
    },
    rest: {
      config: config.filter(({ required }) => !required),
      credentials: credentials.filter(({ required }) => !few && !required),
    },
  };
}
