import { z } from "zod";

const labelPair = z.string().regex(/^[a-zA-Z_]\w*=.+$/);

export const config = z.strictObject({
  url: z.url(),
  /** The value of the label `job` on the project's own metrics; empty: nobody has said. */
  job: z.string().max(200).default(""),
  /** The project's namespace in Kubernetes, where it has one. */
  namespace: z.string().max(200).default(""),
  /** `name=value`: labels that all of the project's series have. */
  labels: z.array(labelPair).max(10).default([]),
  user: z.string().max(200).default(""),
});
export type Config = z.infer<typeof config>;

export const credentials = z.strictObject({
  token: z.string().max(4_000).default(""),
  password: z.string().max(1_000).default(""),
});
export type Credentials = z.infer<typeof credentials>;
