"use client";

import { useState } from "react";

import { LightTrigger } from "./light-trigger.tsx";
import type { PopoverProps } from "./popover-window.tsx";
import { useOnDemand } from "./use-on-demand.ts";

const load = () => import("./popover-window.tsx");

/** A small floating surface with controls: a filter, a form of one or two fields. */
export function Popover(props: PopoverProps) {
  const [wanted, setWanted] = useState(false);
  const loaded = useOnDemand(load, wanted || props.open === true);
  if (loaded) return <loaded.PopoverWindow {...props} />;
  return (
    <LightTrigger
      trigger={props.trigger}
      opens="dialog"
      prepare={load}
      onOpen={() => {
        setWanted(true);
        props.onOpenChange?.(true);
      }}
    />
  );
}
