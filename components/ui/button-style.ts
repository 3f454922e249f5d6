import { clsx } from "clsx";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const base =
  "relative inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap " +
  "select-none transition-[background-color,border-color,color] " +
  "disabled:pointer-events-none disabled:opacity-50 aria-busy:cursor-progress! aria-busy:opacity-85";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  secondary:
    "border border-line-strong bg-surface text-ink hover:bg-sunken active:bg-pressed data-popup-open:bg-pressed",
  ghost:
    "text-muted hover:bg-pressed hover:text-ink data-popup-open:bg-pressed data-popup-open:text-ink",
  danger: "bg-danger text-on-accent hover:bg-danger-strong",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-(--control-small) px-2 text-sm",
  md: "h-(--control) px-3 text-base",
  lg: "h-10 px-4 text-base pointer-coarse:h-11",
};

const squares: Record<ButtonSize, string> = {
  sm: "size-(--control-small)",
  md: "size-(--control)",
  lg: "size-10 pointer-coarse:size-11",
};

/** The classes of a button, for what must look like one without being one. */
export function buttonStyle(variant: ButtonVariant, size: ButtonSize, square = false): string {
  return clsx(base, variants[variant], square ? squares[size] : sizes[size]);
}
