import { clsx } from "clsx";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

/** A table that scrolls sideways by itself where it is too wide; 13 px, hairlines, no boxes. */
export function Table({
  label,
  className,
  ...rest
}: ComponentProps<"table"> & {
  /** The accessible name, also of what scrolls: no landmark, since it often stands in one of its name. */
  label: string;
}) {
  return (
    // What is placed absolutely inside, such as words for screen readers, must scroll along.
    <div role="group" aria-label={label} tabIndex={0} className="relative overflow-x-auto">
      <table
        aria-label={label}
        {...rest}
        className={clsx("w-full border-collapse text-left text-sm", className)}
      />
    </div>
  );
}

/** A row; with `interactive` it answers the mouse, the link inside does the work. */
export function Row({
  interactive = false,
  className,
  ...rest
}: ComponentProps<"tr"> & { interactive?: boolean }) {
  return (
    <tr
      {...rest}
      className={clsx(
        "border-b border-line last:border-b-0",
        interactive && "transition-colors hover:bg-sunken",
        className,
      )}
    />
  );
}

interface CellProps extends ComponentProps<"td"> {
  /** Figures stand right-aligned in mono. */
  numeric?: boolean;
}

export function Cell({ numeric = false, className, ...rest }: CellProps) {
  return (
    <td
      {...rest}
      className={clsx("h-(--row) px-2 py-1", numeric && "figures text-right", className)}
    />
  );
}

interface HeaderCellProps extends Omit<ComponentProps<"th">, "onClick"> {
  numeric?: boolean;
  /** The present order of this column; give it with `onSort` to make the column sortable. */
  sorted?: "ascending" | "descending" | "none";
  onSort?: () => void;
  children?: ReactNode;
}

export function HeaderCell({
  numeric = false,
  sorted,
  onSort,
  className,
  children,
  ...rest
}: HeaderCellProps) {
  const Arrow =
    sorted === "ascending" ? ArrowUp : sorted === "descending" ? ArrowDown : ChevronsUpDown;
  return (
    <th
      scope="col"
      {...rest}
      aria-sort={onSort ? (sorted ?? "none") : undefined}
      className={clsx(
        "h-8 border-b border-line px-2 text-xs font-medium whitespace-nowrap text-muted",
        numeric && "text-right",
        className,
      )}
    >
      {onSort ? (
        <button
          type="button"
          onClick={onSort}
          className={clsx(
            "-mx-1 inline-flex h-6 items-center gap-1 rounded-sm px-1 hover:bg-pressed hover:text-ink",
            // The arrow stands on the inner side, so that heads and figures end at one line.
            numeric && "flex-row-reverse",
            sorted && sorted !== "none" && "text-ink",
          )}
        >
          {children}
          <Arrow aria-hidden className="size-3" />
        </button>
      ) : (
        children
      )}
    </th>
  );
}
