"use client";

import { clsx } from "clsx";
import { X } from "lucide-react";
import { useState } from "react";

import { ChoiceFace, LightChoice } from "./choice-face.tsx";
import type { ComboboxProps } from "./combobox-window.tsx";
import { useOnDemand } from "./use-on-demand.ts";

const load = () => import("./combobox-window.tsx");

/** One of many, found by typing: the people picker, the project picker. */
export function Combobox(props: ComboboxProps) {
  const [wanted, setWanted] = useState(false);
  const loaded = useOnDemand(load, wanted);
  const chosen = props.items.find((item) => item.value === props.value);
  const clearable = Boolean(props.clearLabel && chosen) && !props.disabled;
  return (
    <div className={clsx("relative min-w-0", props.className)}>
      {loaded ? (
        <loaded.ComboboxWindow {...props} />
      ) : (
        <LightChoice
          label={props.label}
          disabled={props.disabled}
          size={props.size}
          look={props.look}
          className={clearable ? "pr-8" : ""}
          onOpen={() => setWanted(true)}
          prepare={load}
        >
          <ChoiceFace chosen={chosen} placeholder={props.placeholder} arrow={!clearable} />
        </LightChoice>
      )}
      {clearable && (
        <button
          type="button"
          aria-label={props.clearLabel}
          onClick={() => props.onValueChange(null)}
          className="absolute inset-y-0 right-1 my-auto flex size-6 items-center justify-center rounded-sm text-faint hover:bg-pressed hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </div>
  );
}
