import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recogniseLegacy } from "../../../../shared/encodings/recognise-legacy.ts";
import { tcvn3Of, vniOf } from "./legacy-oracle.ts";

const sentences = [
  "Đề nghị giải quyết hồ sơ đúng hạn, tôi chờ 3 tuần rồi",
  "Cán bộ rất nhiệt tình, hướng dẫn rõ ràng",
  "Việt Nam",
  "Cảm ơn chị trực quầy 5 nhiều lắm",
  "Thủ tục đất đai còn phức tạp, phải bổ sung giấy tờ nhiều lần",
  "Ủy ban nhân dân phường trả lời chậm",
  "Không ai nghe máy từ sáng tới chiều",
];

const others = [
  "Où est la gare ? L'élève était à l'hôtel, déjà vu.",
  "crème brûlée, pâté, thé vert",
  "Über die Straße nach Köln, schöne Grüße",
  "El niño tiene once años, ¿qué señal?",
  "São Paulo, Curaçao, naïve café",
  "The clerk was helpful, thank you!",
  "cam on anh chi nhieu nha",
  "Où là",
  "50 % ± 2, § 12, 3 m², © 2026 « ghi chú »",
];

describe("recognising legacy encodings", () => {
  test.each(sentences)("knows VNI and TCVN3 from their words: %s", (sentence) => {
    expect(recogniseLegacy(vniOf(sentence))).toEqual({ encoding: "vni", converted: sentence });
    const capitalsAreLost = sentence.replace(/^Ủ/, "ủ");
    expect(recogniseLegacy(tcvn3Of(capitalsAreLost))).toEqual({
      encoding: "tcvn3",
      converted: capitalsAreLost,
    });
  });

  test.each(others)("leaves other languages and signs alone: %s", (text) => {
    expect(recogniseLegacy(text)).toBeNull();
  });

  test("leaves Unicode alone in both normal forms, whatever its words", () => {
    const words = fc.constantFrom(
      ...sentences.flatMap((sentence) => sentence.split(" ")),
      "có",
      "là",
      "mà",
      "thì",
      "né",
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 30 }), (some) => {
        const text = some.join(" ");
        expect(recogniseLegacy(text)).toBeNull();
        expect(recogniseLegacy(text.normalize("NFD"))).toBeNull();
      }),
    );
  });

  test("converts once: what came out is not recognised again", () => {
    for (const sentence of sentences) {
      const converted = recogniseLegacy(vniOf(sentence))?.converted ?? "";
      expect(recogniseLegacy(converted)).toBeNull();
    }
  });
});
