import { expect, test } from "vitest";
import { observatoryScore, type Scan } from "./observatory.ts";

const GOOD = {
  "content-security-policy":
    "default-src 'none'; script-src 'self' 'nonce-a' 'strict-dynamic'; style-src 'nonce-a'; style-src-attr 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "same-origin",
  "strict-transport-security": "max-age=63072000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

function score(headers: Record<string, string | null>, scan: Partial<Scan> = {}): number {
  const given = Object.entries({ ...GOOD, ...headers }).filter(([, value]) => value !== null);
  return observatoryScore({
    url: new URL("https://preflight.example.test/login"),
    headers: new Headers(given),
    html: `<script src="/a.js" nonce="a"></script>`,
    cookies: [],
    preflight: new Headers(),
    ...scan,
  }).score;
}

test("a site that does everything right has 130, and cookies or integrity add to it", () => {
  expect(score({})).toBe(130);
  expect(score({}, { cookies: ["__Host-session=1; Secure; HttpOnly; SameSite=Lax"] })).toBe(135);
  expect(score({}, { html: `<script src="/a.js" integrity="sha256-x">` })).toBe(135);
});

test.each<[string, number]>([
  ["default-src 'none'; script-src 'self'; frame-ancestors 'none'", 130],
  ["default-src 'self'; frame-ancestors 'none'", 125],
  ["default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'", 120],
  ["default-src 'none'; script-src 'self' 'unsafe-eval'; frame-ancestors 'none'", 110],
  ["default-src 'none'; img-src http:; frame-ancestors 'none'", 110],
  // No bonus below ninety.
  ["default-src 'none'; script-src 'unsafe-inline'; frame-ancestors 'none'", 80],
  ["default-src 'none'; script-src https:; frame-ancestors 'none'", 80],
  ["default-src 'none'; connect-src http://a.test; frame-ancestors 'none'", 80],
  ["script-src 'self'; frame-ancestors 'none'", 80],
  ["default-src 'none'; script-src 'strict-dynamic'; frame-ancestors 'none'", 75],
  ["default-src 'none'; default-src 'none'; frame-ancestors 'none'", 75],
])("the policy %s makes %i", (policy, expected) => {
  expect(score({ "content-security-policy": policy })).toBe(expected);
});

test.each<[string, string | null, number]>([
  ["content-security-policy", null, 75],
  ["strict-transport-security", null, 80],
  ["strict-transport-security", "includeSubDomains", 80],
  ["strict-transport-security", "max-age=63072000, max-age=0", 80],
  ["strict-transport-security", "max-age=86400", 120],
  ["referrer-policy", null, 125],
  ["referrer-policy", "unsafe-url", 120],
  ["x-content-type-options", null, 125],
  ["x-frame-options", null, 130],
  ["cross-origin-resource-policy", null, 120],
  ["cross-origin-resource-policy", "everybody", 115],
])("with %s: %s it has %i", (name, value, expected) => {
  expect(score({ [name]: value })).toBe(expected);
});

test.each<[string, number]>([
  ["session=1; Secure; HttpOnly", 130],
  ["theme=dark; SameSite=Lax", 125],
  ["session=1; HttpOnly; SameSite=Lax", 120],
  ["csrf=1; Secure", 80],
  ["session=1; Secure; SameSite=Lax", 70],
])("a cookie %s makes %i", (cookie, expected) => {
  expect(score({}, { cookies: ["good=1; Secure; SameSite=Lax", cookie] })).toBe(expected);
});

test("scripts of others and answers that are open to everybody's scripts cost points", () => {
  expect(score({}, { html: `<script src="https://cdn.test/a.js">` })).toBe(125);
  expect(score({}, { html: `<script src="http://cdn.test/a.js">` })).toBe(50);
  expect(score({}, { html: `<script src="http://cdn.test/a.js" integrity="x">` })).toBe(80);
  const preflight = new Headers({
    "access-control-allow-origin": "https://evil.example",
    "access-control-allow-credentials": "true",
  });
  expect(score({}, { preflight })).toBe(50);
});
