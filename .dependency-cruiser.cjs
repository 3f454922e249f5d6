// Who may import whom: the rules of docs/architecture as errors.
// Type-only imports of the browser's side are free: they leave nothing in the bundle.
const test = "\\.test\\.tsx?$";
const browserSafeLib = [
  "^lib/[^/]+/choices\\.ts$",
  "^lib/checklist/standing\\.ts$",
  "^lib/api-client/",
  "^lib/platform/(auth/permissions|auth/scopes|auth/password-length|http/cookie-name|i18n/locales|i18n/formats)\\.ts$",
];
const browserSafe = `(${browserSafeLib.join("|")})`;
// Composition roots: they know every noun, so that no noun needs to know another.
const roots = "^lib/(api-contract|api-document|job-registry)\\.ts$";

// What one noun publishes for the verbs of others, besides its queries and its contract: the gates
// of writes, the way into a session, and the parts that creating a project is made of.
const gates = "^lib/[^/]+/change-[^/]+\\.ts$";
const published =
  "^lib/(audit/audit-key|accounts/(auth|reset-factors|open-session|second-factor|recovery-codes)|mails/queue-mail|integrations/(reader|choices|fields|open-integration|provider|provider-error|provider-registry|run-check|to-integration)|members/(allowed-domain|consume-invitation|end-membership|hand-over|last-owner)|projects/(create-project|grant-role)|checklist/(hand-over-items|insert-checklist|item-change|item-fields|item-store|reschedule-items|standing)|notifications/notify-failures|widgets/signal-store|templates/(checklist|parse-markdown|render-markdown|csv))\\.ts$";

const error = (name, from, to) => ({ name, severity: "error", from, to });

module.exports = {
  forbidden: [
    error("no-cycles", {}, { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } }),
    error("no-unresolvable", {}, { couldNotResolve: true }),
    error(
      "lib-never-imports-ui",
      { path: "^lib/", pathNot: "\\.integration\\.test\\.ts$" },
      { path: "^(app|components)/" },
    ),
    error("components-never-import-app", { path: "^components/" }, { path: "^app/" }),
    error("ui-kit-is-a-leaf", { path: "^components/ui/" }, { path: "^(components/(?!ui/)|lib/)" }),
    error(
      "component-features-stay-apart",
      { path: "^components/(?!ui/)([^/]+)/" },
      { path: "^components/", pathNot: ["^components/$1/", "^components/ui/"] },
    ),
    error(
      "components-import-browser-safe-lib-only",
      { path: "^components/", pathNot: test },
      { path: "^lib/", pathNot: browserSafeLib, dependencyTypesNot: ["type-only"] },
    ),
    error(
      "browser-safe-lib-stays-browser-safe",
      { path: browserSafe },
      { path: "^lib/", pathNot: browserSafeLib, dependencyTypesNot: ["type-only"] },
    ),
    error(
      "platform-knows-no-noun",
      { path: "^lib/platform/", pathNot: test },
      { path: "^lib/(?!platform/)" },
    ),
    error(
      "nouns-meet-through-queries-or-contract",
      { path: "^lib/(?!platform/|testing/|api-client/)([^/]+)/", pathNot: test },
      {
        path: "^lib/(?!platform/)[^/]+/",
        pathNot: ["^lib/$1/", "^lib/[^/]+/(queries|[^/]*contract)\\.ts$", gates, published],
      },
    ),
    error(
      "only-the-application-uses-the-roots",
      { path: "^lib/", pathNot: [test, roots] },
      { path: roots },
    ),
    error(
      "only-lib-touches-the-database",
      // The floor that `npm run bench` measures against goes around the application on purpose.
      { path: "^(app|components)/", pathNot: "\\.bench\\.ts$" },
      { path: "^lib/platform/db/|^node_modules/(@prisma/|pg/)" },
    ),
    error(
      "only-the-egress-opens-connections",
      // The two that judge addresses take only that from `net`; the hook wraps our own server.
      {
        path: "^(app|components|lib)/",
        pathNot: [
          test,
          "^lib/testing/",
          "^lib/platform/egress/",
          "^lib/platform/(auth/allowed-address|http/(client|counted)-address|lifecycle/server-hook)\\.ts$",
        ],
      },
      {
        path: "^(node:)?(http|https|http2|net|tls|dgram|dns|child_process|worker_threads|inspector)(/|$)|^node_modules/(undici|ws|axios|got|node-fetch)/",
        dependencyTypesNot: ["type-only"],
      },
    ),
    error(
      "a-client-that-connects-by-itself-has-one-place",
      // Our own database, the mail server and the collectors of the environment; OpenID goes through
      // the egress, which its two files hand in.
      {
        path: "^(app|components|lib)/",
        pathNot: [
          test,
          "\\.bench\\.ts$",
          "^lib/testing/",
          "^lib/platform/(egress/postgres|realtime/hub|db/[^/]+|jobs/(worker|dead-letters)|telemetry/[^/]+)\\.ts$",
          "^lib/mails/transport\\.ts$",
          "^lib/sso/[^/]+\\.ts$",
        ],
      },
      {
        path: "^node_modules/(pg|pg-boss|nodemailer|openid-client|oauth4webapi|@sentry/nextjs|@opentelemetry/sdk-node)/",
        dependencyTypesNot: ["type-only"],
      },
    ),
    error(
      "the-application-needs-no-scripts",
      { path: "^(app|components|lib)/", pathNot: [test, "^lib/testing/"] },
      { path: "^(scripts|e2e)/" },
    ),
    error(
      "test-helpers-only-from-tests",
      { path: "^(app|components|lib)/", pathNot: [test, "^lib/testing/"] },
      { path: "^lib/testing/" },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^lib/platform/db/generated/|^\\.next/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
