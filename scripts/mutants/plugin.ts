import path from "node:path";
import type { Plugin } from "vite";
import { mutants } from "./mutants.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Takes one guard out of the code that the tests load; the files on disk stay as they are. */
export function removeGuard(name: string): Plugin {
  const mutant = mutants.find((each) => each.name === name);
  if (!mutant) throw new Error(`No mutant is called ${name}.`);
  const file = path.join(ROOT, mutant.file);
  return {
    name: "remove-guard",
    enforce: "pre",
    transform: (code, id) =>
      id.split("?")[0] === file ? code.replace(mutant.guard, () => mutant.instead) : null,
  };
}
