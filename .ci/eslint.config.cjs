/* How the scripts of geo/web and dashboard are linted; run by .ci/check_scripts. */
const recommended = require("@eslint/js").configs.recommended;

const BROWSER = [
  "Blob", "CustomEvent", "DecompressionStream", "Element", "Image", "MutationObserver", "Node",
  "NodeFilter", "Path2D", "ResizeObserver", "Response", "URL", "XMLSerializer", "cancelAnimationFrame",
  "clearInterval", "clearTimeout", "console", "document", "fetch", "getComputedStyle", "navigator",
  "performance", "queueMicrotask", "requestAnimationFrame", "setInterval", "setTimeout", "atob", "window",
];
const names = [...BROWSER, "L"].map((name) => [name, "readonly"]);

module.exports = [
  recommended,
  {
    languageOptions: { ecmaVersion: 2023, sourceType: "script", globals: Object.fromEntries(names) },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      complexity: ["error", 15],
      eqeqeq: "error",
      "max-lines": ["error", 450],
      "no-implicit-globals": "error",
      "no-param-reassign": "error",
      "no-shadow": "error",
      "no-use-before-define": ["error", { functions: false, variables: false }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "no-restricted-properties": ["error",
        { property: "innerHTML", message: "Text is set as text." },
        { property: "outerHTML", message: "Text is set as text." },
        { property: "insertAdjacentHTML", message: "Text is set as text." }],
    },
  },
  { files: ["dashboard/**/*.js"], languageOptions: { sourceType: "module" } },
];
