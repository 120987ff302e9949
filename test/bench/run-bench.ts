/** Measures everything in one run and prints it; `scripts/bench.mjs` builds first, then runs this with the tools' Node. */
import { measureWrites } from "./measure-writes.ts";
import { measureYearIndex } from "./measure-year-index.ts";

await measureWrites();
await measureYearIndex();
