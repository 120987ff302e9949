import { beforeAll, describe, expect, test } from "vitest";
import { batchMaxBytes, batchMaxItems } from "../../../shared/contract/feedback.ts";
import { newFeedback, sendFeedback } from "../call-api.ts";
import { type CommentsOffice, listed, openComments } from "./comments-office.ts";

/** The texts that take the rules longest, found by trials: runs of letters, digits, number words and old fonts. */
const hostile = ["0", "a", "1.", "1-", "१", "ﷺ", "không chín ", "ngõ 1 số 1 ", "số 1 đường ", "Vieät ", "12 3", "a@"];

const filled = (unit: string, codePoints: number): string => [...unit.repeat(codePoints)].slice(0, codePoints).join("");

let office: CommentsOffice;

beforeAll(async () => {
  office = await openComments("WW");
});

/** The most comments that a batch may have, as long as the batch may be. */
function fullBatch(unit: string): Record<string, unknown>[] {
  const one = newFeedback(office.north, { comment: "" });
  const room = Math.floor((batchMaxBytes - 2000) / batchMaxItems) - JSON.stringify(one).length - 1;
  const bytes = new TextEncoder().encode(unit).length / [...unit].length;
  const comment = filled(unit, Math.floor(room / bytes));
  return Array.from({ length: batchMaxItems }, () => newFeedback(office.north, { comment }));
}

describe("words, in workerd", () => {
  test("personal data is masked and TCVN3 keeps its ư on the way through the API", async () => {
    const [receipt] = await sendFeedback([
      newFeedback(office.north, { comment: "C¸n bé h\u00adíng dÉn nhiÖt t×nh, gäi 0912 345 678" }),
    ]);
    expect(receipt).toMatchObject({ outcome: "accepted", masked: [{ kind: "phone", count: 1 }] });
    const [row] = await listed(office, "?limit=1");
    expect(row).toMatchObject({ words: "Cán bộ hướng dẫn nhiệt tình, gọi [số điện thoại]" });
  });

  test.each(hostile)("a batch of 100 longest comments of %j is taken whole", async (unit) => {
    const receipts = await sendFeedback(fullBatch(unit));
    expect(receipts.filter(({ outcome }) => outcome === "accepted")).toHaveLength(batchMaxItems);
  });
});
