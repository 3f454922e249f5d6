"use client";

import { useEffect, useLayoutEffect, useRef, useState } from "react";

import { Kbd } from "./kbd.tsx";

const delayMs = 400;
const gap = 6;

/** Shows the hints of all elements with `data-tooltip`; stands once, in the providers. */
export function TooltipLayer() {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  useEffect(() => watchTargets(setTarget), []);
  return target && <Hint key={target.dataset["tooltip"]} target={target} />;
}

/** Calls back with the element whose hint is due, or null. Returns the way to stop. */
function watchTargets(show: (target: HTMLElement | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: HTMLElement | null = null;

  function change(next: HTMLElement | null, wait: number): void {
    if (next === current) return;
    clearTimeout(timer);
    current = next;
    if (next && !next.hasAttribute("data-popup-open")) timer = setTimeout(() => show(next), wait);
    else show(null);
  }
  const nearest = (event: Event): HTMLElement | null =>
    event.target instanceof Element ? event.target.closest<HTMLElement>("[data-tooltip]") : null;

  const controller = new AbortController();
  const options = { signal: controller.signal, passive: true };
  // A finger has no hover: a hint would come with the press and stay in the way.
  document.addEventListener(
    "pointerover",
    (event) => event.pointerType !== "touch" && change(nearest(event), delayMs),
    options,
  );
  document.addEventListener(
    "focusin",
    (event) => {
      const element = nearest(event);
      change(element?.matches(":focus-visible") ? element : null, 0);
    },
    options,
  );
  document.addEventListener("focusout", () => change(null, 0), options);
  document.addEventListener("pointerdown", () => change(null, 0), options);
  document.addEventListener("scroll", () => change(null, 0), { ...options, capture: true });
  document.addEventListener("keydown", () => change(null, 0), { ...options, capture: true });
  return () => {
    clearTimeout(timer);
    controller.abort();
  };
}

function Hint({ target }: { target: HTMLElement }) {
  const hint = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!hint.current) return;
    const { x, y } = place(
      target.getBoundingClientRect(),
      hint.current,
      target.dataset["tooltipSide"],
    );
    hint.current.style.translate = `${x}px ${y}px`;
  }, [target]);
  const keys = target.dataset["tooltipKeys"]?.split(" ").filter(Boolean);
  return (
    // The element has a name of its own, so that the hint would only be read out twice.
    <div
      ref={hint}
      aria-hidden
      className="pointer-events-none fixed top-0 left-0 z-60 flex max-w-72 items-center gap-2 rounded-md bg-ink px-2 py-1 text-xs text-canvas print:hidden"
    >
      {target.dataset["tooltip"]}
      {keys && <Kbd keys={keys} inverted />}
    </div>
  );
}

/** Where the hint goes, in pixels of the window: the wished side, else the opposite one. */
function place(box: DOMRect, hint: HTMLElement, side = "top"): { x: number; y: number } {
  const { offsetWidth: width, offsetHeight: height } = hint;
  const centre = { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2 };
  const above = box.top - gap - height;
  const left = box.left - gap - width;
  const spot = {
    top: { x: centre.x, y: above >= 0 ? above : box.bottom + gap },
    bottom: {
      x: centre.x,
      y: box.bottom + gap + height <= innerHeight ? box.bottom + gap : above,
    },
    left: { x: left >= 0 ? left : box.right + gap, y: centre.y },
    right: { x: box.right + gap + width <= innerWidth ? box.right + gap : left, y: centre.y },
  }[side] ?? { x: centre.x, y: above };
  const clamp = (value: number, most: number): number => Math.max(4, Math.min(value, most - 4));
  return { x: clamp(spot.x, innerWidth - width), y: clamp(spot.y, innerHeight - height) };
}
