// Words that browsers need without the schemas.

export const widgetKinds = ["status", "number", "series", "table", "list"] as const;
export type WidgetKind = (typeof widgetKinds)[number];

/** `%` takes 0.05 as 5 %. */
export const widgetUnits = ["", "%", "s", "B", "/s", "days"] as const;
export type WidgetUnit = (typeof widgetUnits)[number];

export const widgetRanges = ["1h", "6h", "24h", "7d", "30d", "90d"] as const;
export type WidgetRange = (typeof widgetRanges)[number];

export const DEFAULT_RANGE: WidgetRange = "24h";

/** `waiting`: never read yet; `stale`: older than three of its intervals; `broken`: the last try failed. */
export const signalStates = ["waiting", "fresh", "stale", "broken"] as const;

/** The page's grid: widgets are one to four columns wide and one to three rows high. */
export const MOST_COLUMNS = 4;
export const MOST_ROWS = 3;

/** How many widgets a project holds. */
export const MOST_WIDGETS = 60;

/** A line has at most so many points, which together span the range. */
export const POINTS = 120;
