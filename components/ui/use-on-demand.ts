"use client";

import { useEffect, useState } from "react";

/**
 * A module that is fetched when it is first wanted, else null. Floating layers weigh more than
 * the pages they float over, so that they stay out of the first load. `load` must be stable.
 * Where fetching fails nothing happens, and the next wish tries again.
 */
export function useOnDemand<Module>(load: () => Promise<Module>, wanted: boolean): Module | null {
  const [module, setModule] = useState<Module | null>(null);
  useEffect(() => {
    if (!wanted || module) return;
    let mounted = true;
    load().then(
      (loaded) => mounted && setModule(loaded),
      () => undefined,
    );
    return () => {
      mounted = false;
    };
  }, [load, wanted, module]);
  return module;
}
