import query from "@tanstack/eslint-plugin-query";
import next from "eslint-config-next/core-web-vitals";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const ENVIRONMENT_READERS = [
  "lib/platform/env.ts",
  "lib/testing/**",
  "scripts/**",
  "e2e/**",
  "*.config.*",
  "instrumentation*.ts",
  "worker.ts",
  "**/*.test.ts",
  "**/*.test.tsx",
];

const VIA_EGRESS =
  "Calls to the outside go through lib/platform/egress, those to our own API through lib/api-client.";

const noBarrels = {
  selector: "ExportAllDeclaration, ExportNamedDeclaration[source!=null]",
  message: "No barrels: import from the file that defines it.",
};
const noEnvironment = {
  // NODE_ENV and NEXT_RUNTIME are constants that the build puts in place.
  selector:
    ":not(MemberExpression[property.name=/^(NODE_ENV|NEXT_RUNTIME)$/]) > MemberExpression[object.name='process'][property.name='env']",
  message: "Only lib/platform/env.ts reads the environment.",
};

export default defineConfig(
  globalIgnores([
    ".next/**",
    ".next-bench/**",
    ".preflight/**",
    "lib/platform/db/generated/**",
    "next-env.d.ts",
    "playwright-report/**",
    "public/**",
    "test-results/**",
  ]),
  next,
  query.configs["flat/recommended"],
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/ban-ts-comment": ["error", { minimumDescriptionLength: 10 }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/no-misused-promises": [
        "error",
        // React and Node take asynchronous handlers and ignore what they return.
        { checksVoidReturn: { attributes: false, arguments: false } },
      ],
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
      "no-restricted-syntax": ["error", noBarrels, noEnvironment],
      "no-unused-vars": "off",
      "prefer-const": "error",
    },
  },
  {
    files: ["{app,components,lib}/**/*.{ts,tsx}", "proxy.ts", "instrumentation*.ts"],
    ignores: ["lib/api-client/**", "lib/testing/**", "**/*.test.{ts,tsx}"],
    rules: {
      "no-restricted-globals": [
        "error",
        ...["fetch", "WebSocket", "XMLHttpRequest"].map((name) => ({ name, message: VIA_EGRESS })),
      ],
      "no-restricted-properties": [
        "error",
        ...["globalThis", "window", "self", "global"].flatMap((object) =>
          ["fetch", "WebSocket", "XMLHttpRequest"].map((property) => ({
            ...{ object, property, message: VIA_EGRESS },
          })),
        ),
        { object: "process", property: "getBuiltinModule", message: VIA_EGRESS },
      ],
    },
  },
  {
    // Their query client lives for one request, of one person: whom it is for is no part of a key.
    files: ["app/**/page.tsx", "app/**/layout.tsx"],
    rules: { "@tanstack/query/exhaustive-deps": "off" },
  },
  {
    files: ["**/*.js", "**/*.mjs", "**/*.cjs"],
    rules: { "import/no-anonymous-default-export": "off", "no-unused-vars": "error" },
  },
  {
    files: ENVIRONMENT_READERS,
    rules: { "no-restricted-syntax": ["error", noBarrels], "no-console": "off" },
  },
  {
    files: ["e2e/**"],
    // Playwright's fixtures call a function named `use`, which is no hook.
    rules: { "react-hooks/rules-of-hooks": "off", "no-empty-pattern": "off" },
  },
);
