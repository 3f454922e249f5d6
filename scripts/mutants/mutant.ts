/** One guard taken out of the code, and the tests that must notice. */
export type Mutant = {
  name: string;
  file: string;
  /** The guard as it stands in the file, once. */
  guard: string;
  instead: string;
  tests: readonly string[];
};
