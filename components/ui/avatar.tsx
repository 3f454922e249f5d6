import { clsx } from "clsx";

interface AvatarProps {
  name: string;
  size?: "xs" | "sm" | "md";
  /** Where the name does not stand beside it, the avatar says it. */
  labelled?: boolean;
  className?: string;
}

const sizes = { xs: "size-5", sm: "size-6", md: "size-8" } as const;

/** Initials in a circle. One neutral look for everybody: colour is kept for states. */
export function Avatar({ name, size = "sm", labelled = false, className }: AvatarProps) {
  return (
    // Drawn, not written: the circle is no part of the name that stands beside it.
    <span
      data-initials={fitting(initials(name), size)}
      role={labelled ? "img" : undefined}
      aria-label={labelled ? name : undefined}
      aria-hidden={labelled ? undefined : true}
      title={labelled ? name : undefined}
      className={clsx(
        "inline-flex shrink-0 before:content-[attr(data-initials)] items-center justify-center rounded-full bg-pressed font-medium text-muted ring-1 ring-line-strong ring-inset select-none",
        size === "md" ? "text-sm" : "text-xs tracking-tight",
        sizes[size],
        className,
      )}
    />
  );
}

/** Small circles hold two Latin letters or one syllable, the smallest a single letter. */
function fitting(text: string, size: "xs" | "sm" | "md"): string {
  const short = size === "xs" || (size === "sm" && /\p{Script=Hangul}/u.test(text));
  return short ? (Array.from(text)[0] ?? text) : text;
}

/** Two letters of a Latin name; of a Korean name the given name, as people there abbreviate it. */
export function initials(name: string): string {
  const words = name.normalize("NFC").trim().split(/\s+/u).filter(Boolean);
  const first = words[0];
  if (!first) return "?";
  if (/^\p{Script=Hangul}+$/u.test(first)) {
    const whole = words.join("");
    return whole.length > 2 ? whole.slice(-2) : whole;
  }
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last]
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
}
