import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskWords, redact } from "../../../../shared/redaction/redact.ts";

const parts = fc.constantFrom(
  ..."0912345678|361827455|092185004317|stk |cmnd |mst |sđt |zalo |a@b.co |tk |vcb |12/3/1990|sinh |sn |số |đường ".split(
    "|",
  ),
  ..."Nguyễn Huệ |ở |65A-123.45 |H20.20.4-241124-0001|mã hồ sơ |1990 |12/3 |nhà |[số điện thoại]|[địa chỉ] |đồng ".split(
    "|",
  ),
  ..."không chín một hai ba bốn năm sáu bảy tám |xe |B1234567 |hộ chiếu |12 |dt |biên lai |ấp |0| |-|+|84|(|)|o|l|k".split(
    "|",
  ),
  "\n",
  ", ",
  "\u0301",
  "\u200b",
  "🙂",
  "\ud800",
);
const texts = fc.array(parts, { maxLength: 25 }).map((some) => some.join(""));

/** Long runs that a careless pattern would go through again and again. */
const hostile = [
  "a",
  "0",
  "0 ",
  "1.",
  "a@",
  "a.",
  "không chín ",
  "sinh ",
  "năm sinh nhầm 1970 ",
  "12/3 Nguyễn Huệ, ",
  "số 1 đường ",
  "65A-",
  "000.",
  "0-",
  "+84",
  "12.12.",
  "ấp 3 số ",
  "H20 1 ",
  "ngày sinh 1/1/1990 ",
  "vo de con ",
  "nhà bà ngoại ",
  "281 to 6 ap ",
  "10 to 2 khom 3, ",
  "stk la ",
  "nhaf soos ",
  "ddd",
  "a . ",
  "a @ b . ",
  "51K 883.0",
];

describe("redacting", () => {
  test("masks all that is found, each by its kind, and leaves the rest as it was", () => {
    const { words, found } = redact(
      "Gọi 0913 482 675 hoặc (+84) 28 3827 4163, cccd 092185004317, stk 0111000382947 VCB.",
    );
    expect(words).toBe("Gọi [số điện thoại] hoặc [số điện thoại], cccd [số giấy tờ], stk [số tài khoản] VCB.");
    expect(found.map(({ kind }) => kind)).toEqual(["phone", "phone", "id-number", "bank-account"]);
  });

  test("takes the house along with its lane, and no street for a house where all is in capitals", () => {
    expect(redact("ở số 5 hẻm 12 đường 30/4").words).toBe("ở [địa chỉ]");
    expect(redact("BƯỚC 1/3 KHÔNG HIỂU").found).toEqual([]);
    expect(redact("so sánh năm 2024 với năm 2025, ở tiền sảnh ngày 12/10/2025").found).toEqual([]);
  });

  test("takes each of many years of birth once, whichever rule finds it", () => {
    const { found } = redact("năm sinh nhầm 1970, năm sinh nhầm 1971, vợ 1972, năm sinh nhầm 1973");
    expect(found.map(({ text }) => text)).toEqual(["1970", "1971", "1972", "1973"]);
  });

  test("hands over the code of a dossier, in the form in which it is kept", () => {
    expect(redact("hồ sơ h20.20.4 - 241124 - 0001 trễ").dossier).toBe("H20.20.4-241124-0001");
    expect(redact("hsH20_20_4_241124_1 trễ").dossier).toBe("H20.20.4-241124-1");
    expect(redact("mã 000-00-20-h20-20251124-0012").dossier).toBe("000.00.20.H20-20251124-0012");
    expect(redact("trễ T03.22 - 251124 - 00012345").dossier).toBe("T03.22-251124-00012345");
    expect(redact("H20 . 15 - 251124 - 0012").dossier).toBe("H20.15-251124-0012");
    expect(redact("quầy E05 251124 12").dossier).toBeNull();
    expect(redact("mã ０００.00.01.H20-241124-0001, gọi 0913482675")).toMatchObject({
      words: "mã [mã hồ sơ], gọi [số điện thoại]",
      dossier: "000.00.01.H20-241124-0001",
    });
    expect(redact("thủ tục 1.004227 theo Nghị định 118/2025/NĐ-CP")).toEqual({
      words: "thủ tục 1.004227 theo Nghị định 118/2025/NĐ-CP",
      found: [],
      dossier: null,
    });
  });

  test.each([
    ["0913.482.675"],
    ["+84 913 482 675"],
    ["0084913482675"],
    ["0 9 1 3 4 8 2 6 7 5"],
    ["０９１３４８２６７５"],
    ["٠٩١٣٤٨٢٦٧٥"],
    ["0913\u200b482\u200b675"],
    ["0️⃣9️⃣1️⃣3️⃣4️⃣8️⃣2️⃣6️⃣7️⃣5️⃣"],
    ["O9l3 482 675"],
    ["0913\n482\n675"],
    ["không chín một ba bốn tám hai sáu bảy năm"],
    ["khong chin mot 3 bon tam 2 sau bay nam"],
    ["01683482675"],
    ["0292 3 841 276"],
  ])("knows a telephone number as %j", (number) => {
    expect(redact(`số: ${number}`)).toMatchObject({ words: "số: [số điện thoại]", found: [{ text: number }] });
  });

  test.each([
    ["3.500.000đ"],
    ["gọi 1022, 113 hoặc 1900 1009"],
    ["Nghị định 118/2025/NĐ-CP"],
    ["09-10-2026 12 người"],
    ["mẫu 01/ĐK, thủ tục 1.004227"],
    ["từ 7:30 đến 11:30, số B1023"],
    ["phường 1, ấp 3, tổ 5"],
    ["mst 0312847561 của công ty"],
    ["học sinh năm 2025, sinh viên khóa 2022"],
    ["quầy 03 04 05 06 07"],
    ["đổi số nhà 3 lần, cấp số nhà mới 2 tháng chưa có"],
    ["trụ đèn 22 đường Trần Hưng Đạo không sáng"],
    ["căn hộ 70 m2 chung cư cũ, mẫu A12, chung cư chưa có, khu H1 chung cư xuống cấp"],
  ])("leaves public numbers alone: %s", (text) => {
    expect(redact(text).found).toEqual([]);
  });

  test("leaves the mailboxes of authorities, and no longer names that end like one", () => {
    expect(redact("gửi hcc@dongthap.gov.vn, ubnd @ dongthap . gov . vn, a còng: mot(at)long.gov.vn").found).toEqual([]);
    expect(redact("hcc@dongthap.gov.vn.example.com").words).toBe("[thư điện tử]");
    expect(redact("tên là lan @ gmail . com, thư tran . van @ cty . vn").words).toBe(
      "tên là [thư điện tử], thư [thư điện tử]",
    );
  });

  test("reads slips of Telex as the words that they mean, and says what was typed", () => {
    expect(redact("nhaf soos 45 duongwf Leej Lowij").words).toBe("[địa chỉ]");
    expect(redact("sinh nawm 1985").found).toMatchObject([{ kind: "birth-date", text: "1985" }]);
    expect(redact("app 2 lần, bus or 12 of pass").words).toBe("app 2 lần, bus or 12 of pass");
  });

  test("tells streets from wards by their diacritics", () => {
    expect(redact("nhà số 12 đường Hoa Phượng, phường 2").words).toBe("[địa chỉ], phường 2");
    expect(redact("ở 23 Bà Huyện Thanh Quan, quận 3").words).toBe("ở [địa chỉ], quận 3");
    expect(redact("số 3 Phường Cao Lãnh, 2 Xã Mỹ Xương").found).toEqual([]);
  });

  test("says exactly where a thing stood, whatever the normal form", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { words, found } = redact(text);
        let rebuilt = "";
        let end = 0;
        for (const { kind, from, to, text: part } of found) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(text.slice(from, to)).toBe(part);
          rebuilt += text.slice(end, from) + maskWords[kind];
          end = to;
        }
        expect(rebuilt + text.slice(end)).toBe(words);
      }),
      { numRuns: 500 },
    );
  });

  test("finds the same in NFC and NFD", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const kinds = (one: string): string[] => redact(one).found.map(({ kind }) => kind);
        expect(kinds(text.normalize("NFD"))).toEqual(kinds(text.normalize("NFC")));
      }),
      { numRuns: 500 },
    );
  });

  test("changes nothing in a text that was redacted already", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { words } = redact(text);
        expect(redact(words)).toEqual({ words, found: [], dossier: null });
        expect(redact(words.normalize("NFD")).found).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test("cuts through no letter: marks go with it and pairs stay whole", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom("NFC" as const, "NFD" as const), (text, form) => {
        const source = text.normalize(form);
        for (const { from, to } of redact(source).found) {
          expect(source.slice(to)).not.toMatch(/^\p{M}/u);
          expect(source.slice(from, to)).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$(?<=\udc00)/);
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each(hostile)("takes time by length alone: %j over and over", (unit) => {
    const time = (length: number): number => {
      const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
      const start = performance.now();
      redact(text);
      return performance.now() - start;
    };
    // Eight times the length: a rule that goes back to the start each time takes 64 times as long, however often it is tried.
    let ratio = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < 20 && ratio > 24; attempt += 1) ratio = Math.min(ratio, time(32_000) / time(4_000));
    expect(ratio).toBeLessThan(24);
  });
});
