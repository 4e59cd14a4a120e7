import js from "@eslint/js";
import globals from "globals";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** Imports of another folder go through the alias, so that a file can move without its imports changing. */
const importsThroughAlias = {
  "no-restricted-imports": [
    "error",
    { patterns: [{ group: ["../*"], message: "Import from another folder through the alias @/." }] },
  ],
};

export default tseslint.config(
  { ignores: ["**/*.generated.ts"] },
  js.configs.recommended,
  {
    files: ["frontend/src/**/*.{ts,tsx}", "frontend/*.ts"],
    extends: [
      ...tseslint.configs.strictTypeChecked,
      ...tseslint.configs.stylisticTypeChecked,
      reactHooks.configs.flat["recommended-latest"],
      jsxA11y.flatConfigs.strict,
    ],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      ...importsThroughAlias,
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Warns of libraries that the React Compiler cannot memoize; Burnish does not use that compiler.
      "react-hooks/incompatible-library": "off",
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  {
    files: ["frontend/**/*.js", "scripts/**/*.{js,mjs}"],
    languageOptions: { globals: globals.node },
  },
);
