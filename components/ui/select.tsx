"use client";

import { useState } from "react";

import { ChoiceFace, LightChoice } from "./choice-face.tsx";
import { useFieldControl } from "./field-context.ts";
import type { SelectProps } from "./select-window.tsx";
import { useOnDemand } from "./use-on-demand.ts";

const load = () => import("./select-window.tsx");

/** One of a few choices. For more than about ten use `Combobox`. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const [wanted, setWanted] = useState(false);
  const loaded = useOnDemand(load, wanted);
  const { name } = useFieldControl(props);
  return (
    <>
      {name && <input type="hidden" name={name} value={props.value ?? ""} />}
      {loaded ? (
        <loaded.SelectWindow {...props} />
      ) : (
        <LightChoice
          label={props.label}
          disabled={props.disabled}
          size={props.size}
          className={props.className}
          onOpen={() => setWanted(true)}
          prepare={load}
        >
          <ChoiceFace
            chosen={props.items.find((item) => item.value === props.value)}
            placeholder={props.placeholder}
          />
        </LightChoice>
      )}
    </>
  );
}
