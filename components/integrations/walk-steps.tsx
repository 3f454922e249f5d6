"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";

const STEPS = ["choose", "configure", "result"] as const;
export type WalkStep = (typeof STEPS)[number];

/** Where one is on the way to a connected service. */
export function WalkSteps({ current }: { current: WalkStep }) {
  const t = useTranslations("integrations");
  return (
    <ol className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {STEPS.map((step, index) => (
        <li
          key={step}
          aria-current={step === current ? "step" : undefined}
          className={clsx("flex gap-1.5", step === current ? "font-semibold" : "text-muted")}
        >
          <span className="figures">{index + 1}</span>
          {t(`step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
