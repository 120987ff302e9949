/** `npm run check` is what CI runs: `npm test`, whose tests of the house hold types, lint, format, imports, dead exports and size. */
import "./test.mjs";
