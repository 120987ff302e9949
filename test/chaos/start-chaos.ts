/** `npm run chaos -- [VISITS] [SEED]`: one run, with progress. Exit code 1 if a promise was broken. */
import { runChaos } from "./run-chaos.ts";

const [visits = 500, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
const long = ["profile wiped", "profile copied", "storage full", "profile wiped", "profile copied", "storage full"];
const startedMs = Date.now();
console.log(`${visits} visits, seed ${seed}`);
const report = await runChaos({ visits, seed, long, log: (line) => console.log(line) });
console.log(JSON.stringify({ ...report, seconds: Math.round((Date.now() - startedMs) / 1000) }, null, 2));
process.exitCode = report.faults.length > 0 ? 1 : 0;
