import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

type Theme = "light" | "dark";
type Colour = [lightness: number, chroma: number, hue: number];

const css = readFileSync(new URL("./globals.css", import.meta.url), "utf8");

function colour(name: string, theme: Theme): Colour {
  const value = new RegExp(`--color-${name}:([^;]+);`).exec(css)?.[1];
  if (!value) throw new Error(`no token ${name}`);
  const found = [...value.matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)].map(
    ([, l, c, h]) => [Number(l), Number(c), Number(h)] as Colour,
  );
  const chosen = theme === "dark" ? (found[1] ?? found[0]) : found[0];
  if (!chosen) throw new Error(`token ${name} is not opaque`);
  return chosen;
}

/** WCAG's relative luminance of an OKLCH colour, clipped to sRGB. */
function luminance([lightness, chroma, hue]: Colour): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number): number => Math.min(1, Math.max(0, value));
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(front: string, back: string, theme: Theme): number {
  const [high = 0, low = 0] = [front, back]
    .map((name) => luminance(colour(name, theme)))
    .sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const surfaces = ["canvas", "surface", "rail", "sunken", "pressed"];
const states = ["done", "fail", "progress", "stale", "waived"];

const text: [front: string, back: string][] = [
  ...["ink", "muted", "faint", "accent-ink", ...states].flatMap((front) =>
    surfaces.map((back): [string, string] => [front, back]),
  ),
  ...states.map((state): [string, string] => [state, `${state}-soft`]),
  ["accent-ink", "accent-soft"],
  ["muted", "accent-soft"],
  ["ink", "accent-soft"],
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
  ["on-accent", "danger"],
  ["on-accent", "danger-strong"],
  ["canvas", "ink"],
];

const shapes: [front: string, back: string][] = [
  ...["control", "idle", "ring"].flatMap((front) =>
    ["canvas", "surface", "rail", "sunken"].map((back): [string, string] => [front, back]),
  ),
  ["idle", "pressed"],
  ["accent", "canvas"],
  ["on-accent", "control"],
];

describe.each(["light", "dark"] as const)("the %s theme", (theme) => {
  it.each(text)("has text %s on %s at 4.5:1 or more", (front, back) => {
    expect(contrast(front, back, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(shapes)("has shapes %s on %s at 3:1 or more", (front, back) => {
    expect(contrast(front, back, theme)).toBeGreaterThanOrEqual(3);
  });
});
