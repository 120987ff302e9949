import { readFileSync } from "node:fs";
import { redact } from "../../shared/redaction/redact.ts";
import { type KindScore, labelledLines, scoreRedaction } from "../fixtures/redaction/score-redaction.ts";

const folder = new URL("../fixtures/redaction/", import.meta.url);

/** Repeated, these make a careless pattern slow. */
const hostile = ["0", "a", "1.", "1-", "१", "ﷺ", "12.12.", "không chín ", "ngõ 1 số 1 ", "số 1 đường ", "Vieät ", "a@"];

/** What a day's comments look like, personal data and all. */
const ordinary =
  "Tôi tên An, cccd 087199001234, gọi 0912 345 678 hoặc an@gmail.com, nhà số 12 đường Lê Lợi. Chờ 3 tuần rồi. ";

/** How many times as long as an ordinary comment of the same length a hostile one may take. */
const mostTimes = 10;

function share(part: number, whole: number): string {
  return `${(part / whole).toFixed(3)} (${part}/${whole})`;
}

function row({ kind, labelled, met, made, right }: KindScore): Record<string, string> {
  return { kind, recall: share(met, labelled), precision: share(right, made) };
}

function bestTime(text: string): number {
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now();
    redact(text);
    return performance.now() - start;
  });
  return Math.min(...times);
}

/** Measures how much of the labelled set is masked, by kind, and how long it takes. */
export function measureRedaction(): void {
  for (const set of ["apart", "fresh", "careless", "rules"]) {
    const lines = labelledLines(readFileSync(new URL(`${set}.jsonl`, folder), "utf8"));
    const traps = lines.filter(({ spans }) => spans.length === 0).length;
    console.log(`\nRedaction, lines of ${set}.jsonl: ${lines.length}, of which ${traps} traps`);
    console.table(scoreRedaction(lines).kinds.map(row));
    if (set !== "apart") continue;
    const times = lines.map(({ text }) => bestTime(text)).sort((a, b) => a - b);
    console.log(`a comment: median ${times[times.length >> 1]?.toFixed(3)} ms, longest ${times.at(-1)?.toFixed(3)} ms`);
  }
  const usual = bestTime(ordinary.repeat(40).slice(0, 4000));
  const rows = hostile.map((unit) => {
    const [short, long] = [1000, 4000].map((length) => bestTime(unit.repeat(length).slice(0, length)));
    const times = (long ?? 0) / usual;
    if (times > mostTimes) process.exitCode = 1;
    return {
      text: unit,
      "1,000 (ms)": short?.toFixed(2),
      "4,000 (ms)": long?.toFixed(2),
      ratio: ((long ?? 0) / (short ?? 1)).toFixed(1),
      "times an ordinary one": times.toFixed(1),
    };
  });
  console.log(
    `\nRedaction, hostile texts of 1,000 and 4,000 signs: a ratio of 4 is linear; at most ${mostTimes} times an ordinary one (${usual.toFixed(2)} ms)`,
  );
  console.table(rows);
}
