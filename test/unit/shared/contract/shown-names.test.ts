import { readFileSync } from "node:fs";
import * as z from "zod/mini";
import { describe, expect, test } from "vitest";
import { mostMarks, nameUpTo, shownTextUpTo } from "../../../../shared/codes.ts";
import { newAgency, officialChannel } from "../../../../shared/contract/agency.ts";
import { newDevice } from "../../../../shared/contract/device.ts";
import { localizedText } from "../../../../shared/contract/localized-text.ts";
import { newTouchpoint } from "../../../../shared/contract/touchpoint.ts";
import { service } from "../../../../shared/contract/service.ts";
import { unitVersion } from "../../../../shared/contract/unit.ts";

const url = new URL("../../../fixtures/hostile-texts.json", import.meta.url);
const hostile = (JSON.parse(readFileSync(url, "utf8")) as { kind: string; text: string }[]).map(({ text }) => text);

const names = {
  unit: unitVersion.shape.name,
  service: service.shape.name,
  touchpoint: newTouchpoint.shape.name,
  device: newDevice.shape.name,
  agency: newAgency.shape.name,
  "official channel": officialChannel.shape.name,
};

describe.each(Object.entries(names))("the name of a %s", (_, name) => {
  test("is kept in one line without hidden signs, turned direction and piled marks, or refused", () => {
    let kept = 0;
    for (const text of hostile) {
      const taken = z.safeParse(name, text);
      if (!taken.success) continue;
      kept += 1;
      expect(taken.data).not.toMatch(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u00ad\u3164\ufeff\n\t]/u);
      expect(taken.data).not.toMatch(new RegExp(`\\p{M}{${mostMarks + 1}}`, "u"));
      expect(taken.data.trim()).not.toBe("");
      expect(z.parse(name, taken.data)).toBe(taken.data);
    }
    expect(kept).toBeGreaterThan(100);
  });

  test("is refused where nothing of it is to be seen", () => {
    expect(z.safeParse(name, "\u200b\u202e").success).toBe(false);
  });
});

test("texts of forms and reasons keep their lines", () => {
  expect(z.parse(localizedText, { vi: " Dòng 1\r\n\u202eDòng 2 " })).toEqual({ vi: "Dòng 1\nDòng 2" });
  expect(z.parse(shownTextUpTo(10), "a\u200bb")).toBe("ab");
});

test("joiners go between Latin letters, and stay where they hold letters or emoji together", () => {
  expect(z.parse(nameUpTo(50), "X\u200dã \u200cM\u0303\u200dỹ\u200d 1\u200d2")).toBe("Xã M\u0303ỹ 12");
  expect(z.parse(nameUpTo(50), "👨\u200d👩\u200d👧 می\u200cخواهم PDF\u200cها")).toBe(
    "👨\u200d👩\u200d👧 می\u200cخواهم PDF\u200cها",
  );
});
