import { afterAll, beforeAll, expect, test } from "vitest";
import { openSealedFile, randomText, type SealedFile } from "./sealed-file.ts";

const reports = 400;
let file: SealedFile;
/** What was stored, in order; each by bytes that the file has once for each copy. */
const sent: { readonly id: string; readonly tail: string }[] = [];

function add(day: number): void {
  const id = randomText(16);
  const ciphertext = randomText([1040, 4112][sent.length % 2] ?? 0);
  file.store.putTalk({
    id,
    recipient: "r",
    publicKey: randomText(65),
    proof: "p",
    note: randomText(158),
    day,
    state: "new",
    lastDay: day + 731,
  });
  file.store.addMessage(id, { sender: "person", number: 1, day, enc: randomText(65), ciphertext });
  // Long rows go on in pages that are taken one behind the other as rows come.
  sent.push({ id, tail: ciphertext.slice(-40) });
}

/** Where in the file a text begins, at its first or its last copy. */
function places(of: "id" | "tail", copy: "first" | "last"): number[] {
  const bytes = file.bytes();
  return sent.map((one) => (copy === "first" ? bytes.indexOf(one[of]) : bytes.lastIndexOf(one[of])));
}

/** Share of reports that the file has after the report before them: one half tells nothing. */
function inOrder(at: readonly number[]): number {
  return at.filter((place, index) => index > 0 && place > (at[index - 1] ?? 0)).length / (at.length - 1);
}

beforeAll(() => {
  file = openSealedFile();
  for (let count = 0; count < reports; count += 1) add(20_000);
});

afterAll(() => file.close());

test("places in the file do not tell the order of reports once a day is closed", () => {
  expect(inOrder(places("tail", "first"))).toBeGreaterThan(0.95);
  file.store.mix(20_001);
  expect(file.store.talks({ state: undefined, after: null, limit: 1000 })).toHaveLength(reports);
  expect(sent.every(({ id, tail }) => file.store.messages(id)[0]?.ciphertext.endsWith(tail))).toBe(true);
  for (const of of ["id", "tail"] as const) {
    for (const copy of ["first", "last"] as const) {
      const share = inOrder(places(of, copy));
      expect([of, copy, share > 0.4 && share < 0.6]).toEqual([of, copy, true]);
    }
  }
});

test("a day without messages rewrites nothing", () => {
  const before = file.bytes();
  file.store.mix(20_002);
  expect(file.bytes().equals(before)).toBe(true);
});

test("lists the newest day first, and within a day by random ids", () => {
  add(20_003);
  const listed = file.store.talks({ state: undefined, after: null, limit: 1000 });
  expect(listed[0]?.id).toBe(sent.at(-1)?.id);
  const older = listed.slice(1).map(({ id }) => id);
  expect(older).toEqual([...older].sort());
});
