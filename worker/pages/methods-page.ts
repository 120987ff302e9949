import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import type { MethodDescription } from "../../shared/contract/method-description.ts";
import { indexMethods } from "../../shared/methods/all-methods.ts";
import { allScorecards } from "../../shared/methods/all-scorecards.ts";
import { describeMethod, describeScorecard } from "../../shared/methods/describe-all-methods.ts";
import { formulaCode, sourceText } from "./formula-code.ts";
import { htmlPage, htmlText, inLanguage, numberText, type PageLanguage } from "./html-text.ts";
import { methodFigure } from "./method-figure.ts";

type Shown = { readonly description: MethodDescription; readonly picture: string };

/** The page that tells how every figure is computed, in one language, as HTML. */
export function methodsPage(lang: PageLanguage): string {
  const { title, lead, notes, contents, indices, scorecards, scorecardsLead, list, other } = methodsWords;
  const say = (text: LocalizedText): string => inLanguage(text, lang);
  const picture = (method: Parameters<typeof methodFigure>[0]): string => methodFigure(method, lang);
  const ofIndices = indexMethods.map((method) => ({ description: describeMethod(method), picture: picture(method) }));
  const ofMeasures = allScorecards.map((one) => ({ description: describeScorecard(one), picture: picture(one) }));
  const linked = ({ description: { id, name } }: Shown): string => `<li><a href="#${anchor(id)}">${say(name)}</a></li>`;
  const sections = (all: readonly Shown[]): string => all.map((one) => section(one, lang)).join("\n");
  return htmlPage(
    { lang, title: lang === "en" ? title.en : title.vi },
    `<header><p><a href="/">citizen-feedback</a></p>
<p><a href="${other[lang].href}" lang="${other[lang].lang}" hreflang="${other[lang].lang}">${other[lang].name}</a></p></header>
<div class="columns">
<nav aria-labelledby="contents">
<h2 id="contents">${say(contents)}</h2>
<ul>${[...ofIndices, ...ofMeasures].map(linked).join("\n")}</ul>
</nav>
<main>
<h1>${say(title)}</h1>
<ul>${notes.map((note) => `<li>${say(note)}</li>`).join("")}</ul>
<h2>${say(indices)}</h2>
<p>${say(lead)}</p>
${sections(ofIndices)}
<h2>${say(scorecards)}</h2>
<p>${say(scorecardsLead)}</p>
${sections(ofMeasures)}
<p>${say(list)} <code>GET /v1/agencies/{agency}/methods</code></p>
</main>
</div>`,
  );
}

function section({ description, picture }: Shown, lang: PageLanguage): string {
  const { id, name, note } = description;
  const rows = rowsOf(description, lang).map(
    ([term, told]) => `<div><dt>${inLanguage(term, lang)}</dt><dd>${told}</dd></div>`,
  );
  return `<section id="${anchor(id)}" aria-labelledby="${anchor(id)}-name">
<h3 id="${anchor(id)}-name">${inLanguage(name, lang)}</h3>
<p><code>${htmlText(id)}</code></p>
${note ? `<p>${inLanguage(note, lang)}</p>` : ""}
<p class="formula">${formulaCode(description.formula, lang)}</p>
${picture}
<dl>${rows.join("\n")}</dl>
</section>`;
}

type Row = readonly [term: LocalizedText, told: string];

function rowsOf(method: MethodDescription, lang: PageLanguage): Row[] {
  const { terms, rounding, direction } = methodsWords;
  const { scales, bands, decimals } = method;
  const say = (text: LocalizedText): string => inLanguage(text, lang);
  return [
    ...(scales.length > 0 ? [[terms.scales, htmlText(scales.join(", "))] as const] : []),
    [terms.range, rangeText(method, lang)],
    ...(method.direction === "none" ? [] : [[terms.direction, say(direction)] as const]),
    [terms.rounding, say(rounding(decimals))],
    [terms.interval, say(intervalWords[method.interval ?? ""] ?? noInterval)],
    ...(bands ? [[terms.bands, listed(bands.map(({ min, name }) => `≥ ${min}: ${say(name)}`))] as const] : []),
    [terms.source, sourceText(method.source, lang)],
  ];
}

function rangeText({ range: [low, high], unit }: MethodDescription, lang: PageLanguage): string {
  const end = (value: number | null, letter: string): string => (value === null ? letter : numberText(value, lang));
  return `${end(low, "1")} – ${end(high, "k")}${unit === "percent" ? "%" : ""}`;
}

function anchor(id: string): string {
  return id.replace("@", "-");
}

function listed(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
}

/** Every word of the page of methods that is not a method's own. */
const methodsWords = {
  other: {
    vi: { lang: "en", name: "English", href: "/methods/?lang=en" },
    en: { lang: "vi", name: "Tiếng Việt", href: "/methods/" },
  },
  title: { vi: "Cách tính", en: "How computed" },
  notes: [
    {
      vi: "Số liệu gồm những người tự nguyện đánh giá, không phải mẫu ngẫu nhiên; không phải Chỉ số SIPAS của Bộ Nội vụ.",
      en: "People who chose to rate; not a random sample; not the Ministry's SIPAS.",
    },
    {
      vi: "Không tính: phiếu thử, lần gửi lặp của cùng một phiếu, phiếu đã được để riêng. Không phiếu nào bị xóa; để riêng hay đưa lại đều phải ghi lý do.",
      en: "Not counted: tests, repeats of the same rating, ratings set aside. None is deleted; setting aside and taking back need a written reason.",
    },
    {
      vi: "Khoảng tin cậy cho biết con số có thể dao động bao nhiêu khi ít phiếu; không bù được việc người bất mãn không đánh giá.",
      en: "The interval shows how far a figure may vary when ratings are few; it cannot make up for people who did not rate.",
    },
    {
      vi: "Nơi biết đủ số hồ sơ, có thêm khoảng tin cậy cho tất cả người đã được phục vụ, với cỡ mẫu hiệu dụng n′ = n · (N − 1) / (N − n); nó không thay khoảng tin cậy kia, vì người tự nguyện đánh giá không phải là mẫu.",
      en: "Where all transactions are known, a further interval is given for all people served, with the effective n′ = n · (N − 1) / (N − n). It does not replace the first interval: people who chose to rate are not a sample.",
    },
    {
      vi: "Do làm tròn, tổng có thể lệch 0,01 điểm phần trăm; tệp tải về giữ số gốc.",
      en: "Rounded; totals may differ by 0.01 point; files keep exact values.",
    },
  ],
  lead: {
    vi: "Trong các công thức, n1 … nk là số phiếu ở từng mức của thang k mức, nk là mức tốt nhất; n là tổng số phiếu. Mỗi cách tính có tên và số phiên bản; khi đổi công thức hay cách làm tròn thì có phiên bản mới, bản cũ vẫn giữ nguyên.",
    en: "In the formulas n1 … nk are the ratings on each level of a scale of k, nk being the best; n is all of them. Every method has a name and a version; a change of formula or rounding is a new version, and the old one stays.",
  },
  contents: { vi: "Các cách tính", en: "Methods" },
  indices: { vi: "Chỉ số tính từ phiếu", en: "Indices from ratings" },
  scorecards: { vi: "Điểm xem trước từ số liệu của cơ quan", en: "Previews from the agency's own figures" },
  scorecardsLead: {
    vi: "Tính từ số hồ sơ và phản ánh mà đơn vị báo cáo, không phải từ phiếu. Đầu vào chưa báo cáo được ghi là thiếu và phần đó không có điểm. Số của đơn vị cấp trên là tổng của các đơn vị đã báo cáo.",
    en: "From dossiers and reflections that units report, not from ratings. What was never reported is said to be missing, and its part has no points. A parent's figures are the sum over the units that reported.",
  },
  list: { vi: "Cùng danh sách này cho chương trình máy tính:", en: "The same list for programs:" },
  direction: { vi: "Càng cao càng tốt.", en: "Higher is better." },
  rounding: (decimals: number) => ({
    vi: `${decimals} chữ số thập phân, nửa thì làm tròn lên, trên phân số chính xác.`,
    en: `${decimals} ${decimals === 1 ? "decimal" : "decimals"}, half up, on the exact fraction.`,
  }),
  terms: {
    scales: { vi: "Thang (số mức)", en: "Scales (levels)" },
    range: { vi: "Khoảng giá trị", en: "Range" },
    direction: { vi: "Chiều", en: "Direction" },
    rounding: { vi: "Làm tròn", en: "Rounding" },
    interval: { vi: "Khoảng tin cậy 95%", en: "95% interval" },
    bands: { vi: "Xếp loại", en: "Bands" },
    source: { vi: "Nguồn", en: "Source" },
  },
};

/** Words for each kind of interval. */
const intervalWords: Readonly<Record<string, LocalizedText>> = {
  wilson: { vi: "Wilson, không hiệu chỉnh liên tục.", en: "Wilson's score, no continuity correction." },
  "normal-mean": {
    vi: "Trung bình ± z · s / √n; không có khi chỉ một phiếu.",
    en: "Mean ± z · s / √n; none for one rating.",
  },
  "normal-difference": {
    vi: "Hiệu hai tỷ lệ d ± z · √((p + q − d²) / n).",
    en: "Difference of shares d ± z · √((p + q − d²) / n).",
  },
};

const noInterval: LocalizedText = { vi: "Không có: không phải là mẫu.", en: "None: not a sample." };
