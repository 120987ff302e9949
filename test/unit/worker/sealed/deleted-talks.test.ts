import { afterAll, beforeAll, expect, test } from "vitest";
import { openSealedFile, randomText, type SealedFile } from "./sealed-file.ts";

const sizes = [1040, 4112, 16_400] as const;
const days = [20_000, 20_001, 20_002, 20_003, 20_004] as const;
const lastDay = 20_731;

let file: SealedFile;
type Sent = { readonly id: string; readonly isOld: boolean; readonly traces: readonly string[] };
const sent: Sent[] = [];

function add(day: number): void {
  const isOld = sent.length % 2 === 0;
  const [id, enc, note] = [randomText(16), randomText(65), randomText(158)];
  const ciphertext = randomText(sizes[sent.length % 3] ?? 0);
  const talk = { id, recipient: "r", publicKey: randomText(65), proof: "p", note, day, state: "new" } as const;
  file.store.putTalk({ ...talk, lastDay: isOld ? lastDay : lastDay + 1 });
  file.store.addMessage(id, { sender: "person", number: 1, day, enc, ciphertext });
  const pieces = [0, 300, ciphertext.length - 40].map((from) => ciphertext.slice(from, from + 40));
  sent.push({ id, isOld, traces: [id, enc, note, ...pieces] });
}

/** How many of some talks have a trace in the file. */
function traced(talks: readonly Sent[]): number {
  const bytes = file.bytes();
  return talks.filter(({ traces }) => traces.some((trace) => bytes.includes(trace))).length;
}

beforeAll(() => {
  file = openSealedFile();
  // Each close of a day moves every row, which leaves pages free; others' pages are freed between.
  for (const day of days) {
    for (let count = 0; count < 60; count += 1) add(day);
    file.store.mix(day + 1);
    file.freeOtherPages(20_000_000);
  }
});

afterAll(() => file.close());

test("the file has no trace of talks that were deleted, neither in rows nor in free pages, and all of the others", () => {
  const [old, others] = [sent.filter(({ isOld }) => isOld), sent.filter(({ isOld }) => !isOld)];
  expect(file.store.deleteTalksBefore(lastDay)).toBe(0);
  expect(traced(old)).toBe(old.length);
  expect(file.store.deleteTalksBefore(lastDay + 1)).toBe(old.length);
  expect(traced(old)).toBe(0);
  const left = file.store.talks({ state: undefined, after: null, limit: 1000 });
  expect(left.map(({ id }) => id).sort()).toEqual(others.map(({ id }) => id).sort());
  const bytes = file.bytes();
  expect(others.every(({ traces }) => traces.every((trace) => bytes.includes(trace)))).toBe(true);
});
