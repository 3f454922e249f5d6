// The score that the MDN HTTP Observatory would give, computed offline from what a site answers: its
// ten tests and their modifiers, as published in "Tests & Scoring" and in @mdn/mdn-http-observatory
// 1.4.8. Left out is what needs the outside: the preload list (+5), certificates, and the redirection
// from plain HTTP, which is the matter of the proxy that brings TLS.

/** What the scanner saw of a site that it reached over TLS. */
export type Scan = {
  /** The page that it arrived at, and where that is. */
  url: URL;
  headers: Headers;
  html: string;
  /** The Set-Cookie headers of all answers on the way. */
  cookies: readonly string[];
  /** The answer to a preflight from another origin. */
  preflight: Headers;
};

export type Score = { score: number; modifiers: Record<string, number> };

type Policy = ReadonlyMap<string, readonly string[]>;

const BROAD = [
  "ftp:",
  "http:",
  "https:",
  "*",
  "http://*",
  "http://*.*",
  "https://*",
  "https://*.*",
];
const INLINE = ["'unsafe-inline'", "data:"];
const BONUS_FROM = 90;
const HALF_A_YEAR = 15_768_000;

/** The score with the modifier of each test; bonuses count from 90 points on. */
export function observatoryScore(scan: Scan): Score {
  const policy = parsePolicy(scan.headers.get("content-security-policy"));
  const modifiers = {
    "content-security-policy": scorePolicy(policy),
    cookies: scoreCookies(scan),
    "cross-origin-resource-policy": scoreResourcePolicy(scan.headers),
    "cross-origin-resource-sharing": scoreSharing(scan.preflight),
    "referrer-policy": scoreReferrer(scan.headers),
    "strict-transport-security": scoreTransport(scan.headers),
    "subresource-integrity": scoreScripts(scan),
    "x-content-type-options": scan.headers.get("x-content-type-options") === "nosniff" ? 0 : -5,
    "x-frame-options": scoreFraming(scan.headers, policy),
  };
  const all = Object.values(modifiers);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 100);
  const withoutBonus = sum(all.filter((value) => value < 0));
  return { score: Math.max(0, withoutBonus >= BONUS_FROM ? sum(all) : withoutBonus), modifiers };
}

/** Null without a policy, or with one that repeats a directive, which the Observatory finds invalid. */
function parsePolicy(header: string | null): Policy | null {
  if (!header) return null;
  const policy = new Map<string, string[]>();
  for (const part of header.split(";").map((each) => each.trim())) {
    if (!part) continue;
    const [name = "", ...sources] = part.toLowerCase().split(/\s+/);
    if (policy.has(name)) return null;
    policy.set(name, sources.length > 0 ? sources : ["'none'"]);
  }
  return policy;
}

function scorePolicy(policy: Policy | null): number {
  if (!policy) return -25;
  const of = (name: string) => policy.get(name) ?? policy.get("default-src") ?? ["*"];
  const scripts = scriptSources(of("script-src"));
  const styles = withoutIgnored(of("style-src"));
  if (!scripts) return -25;
  const hasAny = (sources: readonly string[], bad: string[]) =>
    sources.some((s) => bad.includes(s));
  const isPlain = (source: string) => source.startsWith("http:") || source.startsWith("ftp:");
  const passive = ["img-src", "media-src"];
  const active = [...policy].filter(([name]) => !passive.includes(name) && name !== "script-src");
  if (hasAny(scripts, [...BROAD, ...INLINE]) || hasAny(of("object-src"), BROAD)) return -20;
  if ([...active.flatMap(([, sources]) => sources), ...scripts].some(isPlain)) return -20;
  if ([...scripts, ...styles].includes("'unsafe-eval'")) return -10;
  if (passive.flatMap(of).some(isPlain)) return -10;
  if (hasAny(styles, [...BROAD, ...INLINE])) return 0;
  return policy.get("default-src")?.join() === "'none'" ? 10 : 5;
}

const isNonceOrHash = (source: string): boolean => /^'(nonce|sha256|sha384|sha512)-/.test(source);

/** Browsers ignore 'unsafe-inline' beside a nonce or hash. */
function withoutIgnored(sources: readonly string[]): readonly string[] {
  if (!sources.some(isNonceOrHash)) return sources;
  return sources.filter((source) => source !== "'unsafe-inline'");
}

/** With 'strict-dynamic' they ignore hosts and schemes too; null where that has nothing to go by. */
function scriptSources(sources: readonly string[]): readonly string[] | null {
  if (!sources.includes("'strict-dynamic'")) return withoutIgnored(sources);
  if (!sources.some(isNonceOrHash)) return null;
  return withoutIgnored(sources).filter(
    (source) => source !== "'self'" && !BROAD.some((broad) => source.startsWith(broad)),
  );
}

function scoreCookies({ cookies, headers }: Scan): number {
  if (cookies.length === 0) return 0;
  const hasHsts = scoreTransport(headers) === 0;
  const each = cookies.map((cookie) => {
    const [pair = "", ...rest] = cookie.split(";").map((part) => part.trim().toLowerCase());
    const name = pair.split("=")[0] ?? "";
    const isSession = name.includes("sess") || name.includes("login");
    const sameSite = rest.find((part) => part.startsWith("samesite"))?.split("=")[1];
    const isSecure = rest.includes("secure");
    const scores = [5];
    if (!isSecure) scores.push(hasHsts ? -5 : -20);
    if (!isSecure && isSession) scores.push(hasHsts ? -10 : -40);
    if (isSession && !rest.includes("httponly")) scores.push(-30);
    if (sameSite === undefined) scores.push(name.includes("csrf") ? -20 : 0);
    else if (!["lax", "strict"].includes(sameSite) && !(sameSite === "none" && isSecure)) {
      scores.push(-20);
    }
    return Math.min(...scores);
  });
  return Math.min(...each);
}

function scoreResourcePolicy(headers: Headers): number {
  const policy = headers.get("cross-origin-resource-policy")?.toLowerCase();
  if (policy === undefined || policy === "cross-origin") return 0;
  return policy === "same-origin" || policy === "same-site" ? 10 : -5;
}

function scoreSharing(preflight: Headers): number {
  const open = preflight.get("access-control-allow-credentials")?.toLowerCase() === "true";
  const to = preflight.get("access-control-allow-origin");
  return open && to !== null && to !== "*" ? -50 : 0;
}

function scoreReferrer(headers: Headers): number {
  const header = headers.get("referrer-policy");
  if (header === null) return 0;
  const last = header.toLowerCase().split(",").at(-1)?.trim() ?? "";
  const good = ["no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"];
  return good.includes(last) ? 5 : -5;
}

function scoreTransport(headers: Headers): number {
  const header = headers.get("strict-transport-security");
  const age = /^(?:[^,]*;)?\s*max-age=(\d+)\s*(?:;[^,]*)?$/i.exec(header ?? "")?.[1];
  if (age === undefined) return -20;
  return Number(age) < HALF_A_YEAR ? -10 : 0;
}

function scoreScripts({ html, url }: Scan): number {
  const tags = html.match(/<script\b[^>]*>/gi) ?? [];
  const scripts = tags.flatMap((tag) => {
    const src = /\ssrc="([^"]+)"/i.exec(tag)?.[1];
    if (!src) return [];
    const at = new URL(src, url);
    const isProtected = /\sintegrity="/i.test(tag);
    return [{ isOwn: at.hostname === url.hostname, isTls: at.protocol === "https:", isProtected }];
  });
  const foreign = scripts.filter(({ isOwn }) => !isOwn);
  if (foreign.some(({ isTls, isProtected }) => !isTls && !isProtected)) return -50;
  if (foreign.some(({ isTls }) => !isTls)) return -20;
  if (foreign.some(({ isProtected }) => !isProtected)) return -5;
  return foreign.length > 0 || scripts.some(({ isProtected }) => isProtected) ? 5 : 0;
}

function scoreFraming(headers: Headers, policy: Policy | null): number {
  if (policy?.has("frame-ancestors")) return 5;
  const header = headers.get("x-frame-options")?.toLowerCase() ?? "";
  return header === "deny" || header === "sameorigin" ? 0 : -20;
}
