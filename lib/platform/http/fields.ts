import { z } from "zod";

// NUL cannot be stored by Postgres; a lone surrogate is not Unicode.
const storable = (value: string): boolean => !value.includes("\u0000") && value.isWellFormed();

/** Bounds the work on what comes; characters may shrink in NFC, so the limit itself is checked later. */
const bounded = (max: number) =>
  z.string().refine((value) => value.length <= max * 4, {
    params: { code: "too_long", max },
    abort: true,
  });

/** What a line may consist of; a refusal of it has words of its own. */
export const ONE_LINE = /^[^\u0001-\u001f\u007f]*$/;

/** One line of text from a person: NFC, trimmed, `min` to `max` characters, no control characters. */
export function line(max: number, min = 1) {
  return bounded(max)
    .refine(storable, { params: { code: "not_text" } })
    .transform((value) => value.normalize("NFC").trim())
    .pipe(z.string().min(min).max(max).regex(ONE_LINE))
    .meta({ minLength: min, maxLength: max });
}

/** Text of several lines: NFC, trimmed, line ends as \n, `min` to `max` characters. */
export function prose(max: number, min = 0) {
  return bounded(max)
    .refine(storable, { params: { code: "not_text" } })
    .transform((value) => value.normalize("NFC").replace(/\r\n?/g, "\n").trim())
    .pipe(z.string().min(min).max(max))
    .meta({ minLength: min, maxLength: max });
}

/** An id as the API shows it. */
export const id = z.uuid().transform((value) => value.toLowerCase());

/** A moment in ISO 8601 with a zone, between the years 2000 and 2200. */
export const moment = z.iso
  .datetime({ offset: true, abort: true })
  .refine((value) => value >= "2000" && value < "2200", { params: { code: "date_out_of_range" } });

/** Offsets such as +09:00 are no zones here: Postgres reads their sign the other way round. */
function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

/** The IANA name of a time zone, such as Asia/Seoul. */
export const timeZone = z
  .string()
  .max(64, { abort: true })
  .refine(isTimeZone, { params: { code: "unknown_time_zone" } });

/** An e-mail address, in lower case. */
export const email = z
  .string()
  .max(254)
  .refine(storable, { params: { code: "not_text" } })
  .transform((value) => value.normalize("NFC").trim().toLowerCase())
  .pipe(z.string().min(1).pipe(z.email()));

/** Where the next page starts; opaque to callers. */
export const cursor = z.string().min(1).max(500);

/** How many rows a page holds. */
export function limit(standard: number, most: number) {
  return z.coerce.number().int().min(1).max(most).default(standard);
}

/** A password as it was typed. Whether a new one is good enough is decided with its owner in view. */
export const password = z
  .string()
  .min(1)
  .max(1_000)
  .refine(storable, { params: { code: "not_text" } });
