/**
 * Measures everything in one run and prints it; `scripts/bench.mjs` builds first, then runs this with the tools' Node.
 * `npm run bench -- 100000 1000000 10000000` measures the year's index alone, at these numbers of feedback.
 */
import { measureWrites } from "./measure-writes.ts";
import { measureYearIndex } from "./measure-year-index.ts";

const counts = process.argv.slice(2).map(Number);
if (counts.length === 0) await measureWrites();
await measureYearIndex(counts.length === 0 ? [100_000, 1_000_000] : counts);
