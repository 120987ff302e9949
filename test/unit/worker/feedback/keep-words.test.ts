import { expect, test } from "vitest";
import { keepDossier } from "../../../../worker/feedback/keep-words.ts";

test.each(["H20.20.4-241124-0001", "000.00.01.H20-241124-0001", "24112400012", "000.123", "HS 12/2026"])(
  "keeps the code %s",
  (code) => expect(keepDossier(code)).toBe(code),
);

test.each([
  ["079085012345", "[số giấy tờ]"],
  ["Nguyen Van B 0912345678", "Nguyen Van B [số điện thoại]"],
  ["H20.20.4-241124-0001, gọi 0912345678", "H20.20.4-241124-0001"],
  ["\u200b", null],
])("keeps nothing personal of %s", (given, kept) => expect(keepDossier(given)).toBe(kept));
