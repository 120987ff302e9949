import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldedWords } from "../../../../worker/comments/folded-words.ts";
import { holdReasonsOf } from "../../../../worker/comments/hold-reasons.ts";
import { keepWords } from "../../../../worker/feedback/keep-words.ts";
import { likeness, shinglesOf, wordBands } from "../../../../worker/comments/word-bands.ts";
import { withoutQuotes } from "../../../../worker/comments/erase-words.ts";

function held(words: string): string[] {
  return holdReasonsOf({ words, folded: foldedWords(words).join(" "), masked: [], same: 0 });
}

describe("holdReasonsOf", () => {
  test.each(["Con chó nhà hàng xóm sủa khi tôi chờ", "Thằng ngu nào làm máy này", "vcl chờ mãi", "ĐỒ KHỐN NẠN"])(
    "holds %j for an insult",
    (words) => expect(held(words)).toEqual(["insult"]),
  );

  test.each([
    "Còn chờ hai tiếng nữa",
    "Do chờ lâu nên con đi về trước",
    "Tháng chờ thứ hai",
    "Mặt đầy lo lắng, buổi chiều lại đến",
    "Con ngủ trong lúc chờ",
    "Mua cái lớn hơn, và còn các quầy khác",
  ])("lets %j pass", (words) => expect(held(words)).toEqual([]));

  test.each(["Xem https://x.vn", "vào www.vay-tien.example", "shopee.com giảm giá", "ｗｗｗ．ｅｘａｍｐｌｅ．ｃｏｍ"])(
    "holds %j for a link",
    (words) => expect(held(words)).toEqual(["link"]),
  );

  test("holds a comment with masked words, and repeated words", () => {
    const words = "Gọi [số điện thoại]";
    const masked = [{ kind: "phone" as const, count: 1 }];
    expect(holdReasonsOf({ words, folded: "goi so dien thoai", masked, same: 3 })).toEqual(["masked", "flood"]);
  });
});

describe("keepWords", () => {
  test("converts text from before Unicode, then masks it", () => {
    const kept = keepWords("Thuû tuïc chaäm quaù, goïi 0912345678");
    expect(kept).toMatchObject({
      words: "Thủ tục chậm quá, gọi [số điện thoại]",
      masked: [{ kind: "phone", count: 1 }],
    });
  });

  test("changes nothing in words that it has kept", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        const { words } = keepWords(text);
        if (words !== null) expect(keepWords(words).words).toBe(words);
      }),
    );
  });
});

describe("nearly the same words", () => {
  const long = "máy lấy số ở quầy tiếp nhận bị hỏng đã ba tuần mà chưa thấy ai sửa cho người dân nhờ";

  test("have a band in common, wherever a word was changed", () => {
    const words = foldedWords(long);
    const bands = new Set(wordBands(shinglesOf(words), "A"));
    for (const place of words.keys()) {
      const other = shinglesOf(words.with(place, "khac"));
      if (likeness(shinglesOf(words), other) < 0.7) continue;
      expect(wordBands(other, "A").some((band) => bands.has(band))).toBe(true);
    }
  });

  test("of two units have no band in common, and other words are not alike", () => {
    const words = shinglesOf(foldedWords(long));
    const bands = new Set(wordBands(words, "A"));
    expect(wordBands(words, "B").filter((band) => bands.has(band))).toEqual([]);
    expect(likeness(words, shinglesOf(foldedWords("cán bộ tiếp nhận rất thân thiện và làm nhanh")))).toBeLessThan(0.1);
  });
});

describe("withoutQuotes", () => {
  test("takes out quoted lines and runs of five words, whatever their case and diacritics, and nothing else", () => {
    const comment = "Tôi phải chờ ba tiếng ở quầy số hai";
    const answer = "> Tôi phải chờ\n> ba tiếng\nÔng viết: TOI PHAI CHO BA TIENG o quay. Chúng tôi xin lỗi vì phải chờ.";
    expect(withoutQuotes(answer, comment)).toBe("[…]\nÔng viết: […]. Chúng tôi xin lỗi vì phải chờ.");
  });

  test("leaves an answer without quotes as it is", () => {
    expect(withoutQuotes("Đã mở thêm quầy.", "Chờ quá lâu, chỉ có một quầy")).toBe("Đã mở thêm quầy.");
  });
});
