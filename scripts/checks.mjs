/** What must hold besides the tests; each is a tool of its own. `npm test` runs them as tests, `npm run check` by themselves. */
export const checks = [
  { name: "every file has its types", script: "typescript/bin/tsc", args: ["-b"] },
  {
    name: "every file is formatted, linted and imports what it may",
    script: "@biomejs/biome/bin/biome",
    args: ["check", "."],
  },
  { name: "no export, file or dependency is dead", script: "knip/bin/knip.js", args: ["--no-config-hints"] },
  { name: "the element's first load stays within its budget", script: "size-limit/bin.js", args: [] },
];
