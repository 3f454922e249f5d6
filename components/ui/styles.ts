/** Looks that several pieces share, so that floating lists and controls stay alike. */

export const floating =
  "rounded-lg bg-surface shadow-float outline-none transition-[opacity,transform] " +
  "data-starting-style:scale-[0.98] data-starting-style:opacity-0 " +
  "data-ending-style:scale-[0.98] data-ending-style:opacity-0";

export const listItem =
  "flex min-h-8 cursor-default select-none items-center gap-2 rounded-md px-2 text-base outline-none " +
  "data-highlighted:bg-pressed data-disabled:text-faint pointer-coarse:min-h-11";

export const control =
  "w-full min-w-0 rounded-md border border-control bg-surface px-2.5 text-ink " +
  "transition-[border-color,box-shadow] hover:border-muted " +
  "focus-visible:border-ring focus-visible:outline-1 focus-visible:outline-offset-0 " +
  "aria-invalid:border-fail data-invalid:border-fail " +
  "disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-faint " +
  "data-disabled:cursor-not-allowed data-disabled:border-line data-disabled:bg-sunken data-disabled:text-faint";
