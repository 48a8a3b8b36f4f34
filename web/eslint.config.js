import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const features = ["auth", "sheets", "uploads", "runs", "grid", "evidence", "exports"];

/** A feature is imported by `app/` only: never by shared code, never by another feature. */
const boundaries = [
  {
    files: ["src/{api,components,config,lib}/**/*.{ts,tsx}"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: ["@/features/*", "@/app/*", "**/features/**"],
              message: "Shared code never imports a feature.",
            },
          ],
        },
      ],
    },
  },
  ...features.map((feature) => ({
    files: [`src/features/${feature}/**/*.{ts,tsx}`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: [
                "@/app/*",
                ...features
                  .filter((other) => other !== feature)
                  .flatMap((other) => [`@/features/${other}`, `@/features/${other}/**`, `**/../${other}/**`]),
              ],
              message: "A feature imports shared code and itself only; app/ puts features together.",
            },
          ],
        },
      ],
    },
  })),
];

export default tseslint.config(
  {
    ignores: [
      "dist",
      "node_modules",
      "src/api/schema.d.ts",
      "playwright-report",
      "test-results",
      "screenshots",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  reactHooks.configs.flat["recommended-latest"],
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["*.js", "scripts/*.mjs", "bench/*.mjs"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "react-hooks/incompatible-library": "off",
    },
  },
  { files: ["**/*.{js,mjs}"], ...tseslint.configs.disableTypeChecked },
  {
    files: ["scripts/*.mjs", "bench/*.mjs", "*.js"],
    languageOptions: {
      globals: { process: "readonly", console: "readonly", window: "readonly", global: "readonly" },
    },
  },
  {
    files: ["bench/drop.mjs"], // a part of it runs in the page
    languageOptions: {
      globals: {
        performance: "readonly",
        PerformanceObserver: "readonly",
        requestAnimationFrame: "readonly",
      },
    },
  },
  {
    files: ["public/*.js"],
    languageOptions: { globals: { localStorage: "readonly", matchMedia: "readonly", document: "readonly" } },
  },
  ...boundaries,
);
