import { htmlText, type PageLanguage } from "./html-text.ts";

/** A formula as HTML; its words in the page's language. Names of the API's fields stay. */
export function formulaCode(formula: string, lang: PageLanguage): string {
  return `<code>${htmlText(inVietnamese(formula, lang))}</code>`;
}

/** Where a method comes from, as HTML. Titles of documents stay in their own language. */
export function sourceText(source: string, lang: PageLanguage): string {
  const text = inVietnamese(source, lang);
  const own = /[à-ỹđ]/i.test(text) ? "vi" : "en";
  return own === lang ? htmlText(text) : `<span lang="${own}">${htmlText(text)}</span>`;
}

function inVietnamese(text: string, lang: PageLanguage): string {
  return lang === "vi" ? (vietnamese[text] ?? text) : text;
}

/** The words of the methods' formulas and sources, which the API gives in English. */
const vietnamese: Readonly<Record<string, string>> = {
  "100 · (n10 + n11 − (n1 + … + n7)) / n, level i being the answer i − 1":
    "100 · (n10 + n11 − (n1 + … + n7)) / n; mức i là câu trả lời i − 1",
  "100 · x / n, with tally = [n − x, x]": "100 · x / n; x người chọn, n − x người không chọn",
  "100 · Σ N · (n(k−1) + nk) / n / Σ N, over services, or channels, with N transactions and n answers each":
    "100 · Σ N · (n(k−1) + nk) / n / Σ N; tổng theo các thủ tục hoặc các kênh, mỗi nhóm có N hồ sơ và n phiếu",
  "The sum of three parts of 6 points, each rounded": "Tổng của ba phần, mỗi phần tối đa 6 điểm và được làm tròn",
  "min(6, 6 · (1 − overdue / dossiers − petitioned / dossiers) / 0.90); 0 without dossiers":
    "min(6, 6 · (1 − overdue / dossiers − petitioned / dossiers) / 0,90); không có hồ sơ: 0",
  "6 · answered_on_time / reflections; 6 without reflections":
    "6 · answered_on_time / reflections; không có phản ánh: 6",
  "6 · rated_satisfied / rated; 6 where none is rated": "6 · rated_satisfied / rated; không có đánh giá: 6",
  "Trade usage: top two of the levels": "Thông lệ: hai mức cao nhất",
  "UK Government Digital Service, user satisfaction score":
    "Điểm hài lòng của người dùng, Government Digital Service (Vương quốc Anh)",
  "Provincial satisfaction reports (điểm trung bình quy đổi)":
    "Báo cáo mức độ hài lòng của các tỉnh (điểm trung bình quy đổi)",
  "Trade usage: net promoter score": "Thông lệ: điểm sẵn lòng giới thiệu (NPS)",
  "Quyết định 766/QĐ-TTg (23/06/2022), satisfaction group": "Quyết định 766/QĐ-TTg (23/06/2022), nhóm mức độ hài lòng",
  "Relative frequency: people who chose the option, of all who answered the question":
    "Tần suất: số người chọn phương án trên số người đã trả lời câu hỏi",
  "Share of satisfied people (tỷ lệ hài lòng), as in Vietnamese decisions on satisfaction targets":
    "Tỷ lệ hài lòng, như trong các quyết định giao chỉ tiêu hài lòng",
  "Post-stratification; effective sample size and design effect after L. Kish, Survey Sampling (1965)":
    "Phân tầng sau; cỡ mẫu hiệu dụng và hệ số thiết kế theo L. Kish, Survey Sampling (1965)",
};
