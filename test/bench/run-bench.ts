/**
 * Measures everything in one run and prints it; `scripts/bench.mjs` builds first, then runs this with the tools' Node.
 * `npm run bench -- 100000 1000000 10000000` measures the year's index alone, at these numbers of feedback;
 * `npm run bench -- writes` measures writes alone; `hours`, `publications`, `redaction`, `comments` and `signs` do the same for theirs,
 * and so do `kiosk`, `board` and `office`, which `scripts/bench.mjs` runs in a browser.
 * `npm run bench -- floods` plays floods, which take minutes and stand in no other run; `floods same ticket 10` plays two for ten seconds each.
 */
import { measureComments } from "./measure-comments.ts";
import { printFloods } from "./measure-floods.ts";
import { measureHours } from "./measure-hours.ts";
import { measurePublication } from "./measure-publication.ts";
import { measureSigns } from "./measure-signs.ts";
import { measureRedaction } from "./measure-redaction.ts";
import { measureWrites } from "./measure-writes.ts";
import { measureYearIndex } from "./measure-year-index.ts";

const asked = process.argv.slice(2);
const isFloods = asked.includes("floods");
const counts = isFloods ? [] : asked.map(Number).filter(Number.isSafeInteger);
const isAll = asked.length === 0;
if (isAll || asked.includes("redaction")) measureRedaction();
if (isAll || asked.includes("signs")) measureSigns();
if (isAll || asked.includes("writes")) await measureWrites();
if (isAll || asked.includes("hours")) await measureHours();
if (isAll || counts.length > 0) await measureYearIndex(isAll ? [100_000, 1_000_000] : counts);
if (isAll || asked.includes("publications")) await measurePublication();
if (isAll || (asked.includes("comments") && !isFloods)) await measureComments();
if (isFloods && !(await printFloods(asked))) process.exitCode = 1;
