import { X509Certificate } from "node:crypto";
import { z } from "zod";

/** A path below a base URL, or an address of its own. */
export const pathText = z.string().trim().max(2_000);

/** An address, or nothing. */
const optionalUrl = z
  .string()
  .trim()
  .max(2_000)
  .refine((text) => text === "" || /^https?:$/.test(protocolOf(text)), "Invalid URL")
  .meta({ format: "uri" })
  .default("");

export const httpConfig = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }).max(2_000),
  stagingUrl: optionalUrl,
  testTargetUrl: optionalUrl,
  frontPath: pathText.default("/"),
  healthPath: pathText.default("/api/health"),
  healthDetailPath: pathText.default(""),
  readyPath: pathText.default("/api/ready"),
  metricsUrl: optionalUrl,
  limitedPaths: z.array(pathText.min(1)).max(20).default([]),
  rateLimit: z.int().min(0).max(500).default(0),
  rateWindowSeconds: z.int().min(1).max(300).default(60),
  uploadPath: pathText.default(""),
  uploadField: z.string().trim().max(100).default("file"),
  caCertificate: z
    .string()
    .max(50_000)
    .refine((text) => text.trim() === "" || canTrust(text), "Not a certificate in PEM")
    .meta({ multiline: true })
    .default(""),
});
export type HttpConfig = z.infer<typeof httpConfig>;

// What goes into a header is printable and has no spaces.
const token = z
  .string()
  .trim()
  .max(8_000)
  .regex(/^[\x21-\x7e]*$/)
  .default("");

export const httpCredentials = z.strictObject({
  healthToken: token,
  metricsToken: token,
  testToken: token,
  expiredToken: token,
  lowRoleToken: token,
  firstApiKey: token,
  secondApiKey: token,
});
export type HttpCredentials = z.infer<typeof httpCredentials>;

/** The certificates of a text in PEM, with the line ends that a form may have taken from them. */
export function certificatesOf(text: string): string {
  const found = text.matchAll(
    /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g,
  );
  return [...found]
    .map(([, body = ""]) => body.replace(/\s/g, "").replace(/.{64}/g, "$&\n"))
    .map((body) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`)
    .join("");
}

function canTrust(text: string): boolean {
  try {
    new X509Certificate(certificatesOf(text));
    return true;
  } catch {
    return false;
  }
}

function protocolOf(text: string): string {
  return URL.canParse(text) ? new URL(text).protocol : "";
}
