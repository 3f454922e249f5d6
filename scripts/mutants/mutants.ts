import { access } from "./access.ts";
import { entrance } from "./entrance.ts";
import type { Mutant } from "./mutant.ts";

/** Every guard that is taken out once. */
export const mutants: readonly Mutant[] = [...entrance, ...access];
