import { readFileSync } from "node:fs";
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

const folder = new URL("../../../fixtures/encodings/", import.meta.url);
const linesOf = (name: string): string[] => readFileSync(new URL(name, folder), "utf8").trim().split("\n");

/** As TCVN3's font for capitals has it: ASCII in capitals, the rest with small letters' codes. */
const tcvn3Capitals = (text: string): string =>
  tcvn3Of(text.toLowerCase()).replace(/[a-z]/g, (letter) => letter.toUpperCase());

/** As documents of those years have them. */
const documents = [
  ["vni", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"],
  ["vni", "Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"],
  ["vni", "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
  ["vni", "ÑÔN XIN CAÁP LAÏI", "ĐƠN XIN CẤP LẠI"],
  ["vni", "Toâi teân Nguyeãn Vaên Hoøa, sinh naêm 1970", "Tôi tên Nguyễn Văn Hòa, sinh năm 1970"],
  ["vni", "xin caûm ôn", "xin cảm ơn"],
  ["vni", "chöa coù", "chưa có"],
  ["vni", "Hoà sô treã 15 ngaøy", "Hồ sơ trễ 15 ngày"],
  ["tcvn3", "Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"],
  ["tcvn3", "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"],
  ["tcvn3", "CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
  ["tcvn3", "T«i tªn NguyÔn V¨n Hßa, sinh n¨m 1970", "Tôi tên Nguyễn Văn Hòa, sinh năm 1970"],
  ["tcvn3", "xin c¶m ¬n", "xin cảm ơn"],
  ["tcvn3", "ch\u00ada cã", "chưa có"],
  ["tcvn3", "Hå s¬ trÔ 15 ngµy", "Hồ sơ trễ 15 ngày"],
  ["tcvn3", "C¸n bé h\u00adíng dÉn nhiÖt t×nh", "Cán bộ hướng dẫn nhiệt tình"],
] as const;

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

  test.each(documents)("knows what documents have, %s: %s", (encoding, text, converted) => {
    expect(recogniseLegacy(text)).toEqual({ encoding, converted });
  });

  test("knows at least 95 of 100 pasted lines, short ones, capitals and numbers among them", () => {
    const lines = linesOf("pasted.txt");
    const tcvn3 = (line: string): string => (line === line.toUpperCase() ? tcvn3Capitals(line) : tcvn3Of(line));
    const known = lines.flatMap((line) => [recogniseLegacy(vniOf(line)), recogniseLegacy(tcvn3(line))]);
    const right = known.filter((one, i) => one?.encoding === (i % 2 === 0 ? "vni" : "tcvn3")).length;
    expect(right / known.length).toBeGreaterThanOrEqual(0.95);
  });

  test("raises no alarm at 200 lines of Unicode, plain letters, English, French, other languages and code", () => {
    const lines = linesOf("left-alone.txt");
    expect(lines).toHaveLength(200);
    expect(lines.filter((line) => recogniseLegacy(line) ?? recogniseLegacy(line.normalize("NFD")))).toEqual([]);
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
