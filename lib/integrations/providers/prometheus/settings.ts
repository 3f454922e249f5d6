import { z } from "zod";

/** A metric's name, or a pattern that its whole name matches. */
export const metric = (name: string) => z.string().min(1).max(300).default(name);

export const label = (name: string) =>
  z
    .string()
    .max(100)
    .regex(/^[a-zA-Z_]\w*$/)
    .default(name);

/** A time as Prometheus writes it, such as 5m. */
export const duration = (time: string) =>
  z
    .string()
    .regex(/^([1-9]\d{0,5}(ms|[smhdwy])){1,4}$/)
    .default(time);

/** Between 0 and 1. */
export const share = (part: number) => z.number().min(0).max(1).default(part);

/** Lines that somebody has to write; none: nobody has. */
export const declared = () => z.array(z.string().min(1).max(300)).max(50).default([]);

export const words = (...known: string[]) =>
  z.array(z.string().min(1).max(100)).max(30).default(known);

/** The job of the integration. */
export const OWN_JOB = "$job";

export const job = z.string().min(1).max(200).default(OWN_JOB);
