import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import type { MethodDescription } from "../../shared/contract/method-description.ts";
import { htmlPage, htmlText } from "./html-text.ts";

/** The page that tells how every figure is computed, in Vietnamese and English, as HTML. */
export function methodsPage(methods: readonly MethodDescription[]): string {
  const { title, lead, notes, contents, indices, scorecards, scorecardsLead, list } = methodsWords;
  const ofIndices = methods.filter(({ scales }) => scales.length > 0);
  const ofMeasures = methods.filter(({ scales }) => scales.length === 0);
  return htmlPage(
    { lang: "vi", title: `${title.vi} · ${title.en}` },
    `<h1>${both(title)}</h1>
<ul>${notes.map((note) => `<li>${paragraphs(note)}</li>`).join("")}</ul>
${paragraphs(lead)}
<nav aria-label="${htmlText(contents.vi)}">
<h2>${both(contents)}</h2>
<ul>${methods.map((method) => `<li><a href="#${anchor(method)}">${htmlText(method.name.vi)}</a> <code>${htmlText(method.id)}</code></li>`).join("")}</ul>
</nav>
<h2>${both(indices)}</h2>
${ofIndices.map(article).join("\n")}
<h2>${both(scorecards)}</h2>
${paragraphs(scorecardsLead)}
${ofMeasures.map(article).join("\n")}
<p>${both(list)} <code>GET /v1/agencies/{agency}/methods</code></p>`,
  );
}

function article(method: MethodDescription): string {
  const rows = rowsOf(method).map(([term, told]) => `<div><dt>${both(term)}</dt><dd>${told}</dd></div>`);
  return `<article id="${anchor(method)}" aria-labelledby="${anchor(method)}-name">
<h3 id="${anchor(method)}-name">${both(method.name)}</h3>
<p><code>${htmlText(method.id)}</code></p>
${method.note ? paragraphs(method.note) : ""}
<dl>${rows.join("\n")}</dl>
</article>`;
}

type Row = readonly [term: LocalizedText, told: string];

function rowsOf(method: MethodDescription): Row[] {
  const { terms, rounding, direction } = methodsWords;
  const { scales, parts, bands, decimals } = method;
  return [
    [terms.formula, code(method.formula)],
    ...(parts ? [[terms.parts, listed(parts.map(partText))] as const] : []),
    ...(scales.length > 0 ? [[terms.scales, htmlText(scales.join(", "))] as const] : []),
    [terms.range, rangeText(method)],
    ...(method.direction === "none" ? [] : [[terms.direction, both(direction)] as const]),
    [terms.rounding, both(rounding(decimals))],
    [terms.interval, both(intervalWords[method.interval ?? ""] ?? noInterval)],
    ...(bands ? [[terms.bands, listed(bands.map(({ min, name }) => `≥ ${min}: ${both(name)}`))] as const] : []),
    [terms.source, inItsLanguage(method.source)],
    [terms.example, code(exampleText(method))],
  ];
}

function partText({ name, formula, max }: NonNullable<MethodDescription["parts"]>[number]): string {
  return `${both(name)}: ${code(formula)}; 0–${max}`;
}

function rangeText({ range: [low, high], unit }: MethodDescription): string {
  return `${low ?? "1"} – ${high ?? "k"}${unit === "percent" ? " %" : ""}`;
}

function exampleText({ example, unit }: MethodDescription): string {
  const value = `${example.value}${unit === "percent" ? " %" : ""}`;
  if (example.inputs) return `${inputsText(example.inputs)} = ${value}`;
  if (!example.strata) return `[${example.tally.join(", ")}] = ${value}`;
  const strata = example.strata.map(({ tally, transactions }) => `N = ${transactions}: [${tally.join(", ")}]`);
  return `${strata.join("; ")} = ${value}`;
}

function inputsText(inputs: NonNullable<MethodDescription["example"]["inputs"]>): string {
  return Object.entries(inputs)
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
    .join(", ");
}

function anchor({ id }: MethodDescription): string {
  return id.replace("@", "-");
}

/** Vietnamese, then English for who reads that. */
function both({ vi, en }: LocalizedText): string {
  return en === undefined ? htmlText(vi) : `${htmlText(vi)} <span lang="en">${htmlText(en)}</span>`;
}

function paragraphs({ vi, en }: LocalizedText): string {
  return `<p>${htmlText(vi)}</p>${en === undefined ? "" : `<p lang="en">${htmlText(en)}</p>`}`;
}

function listed(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
}

/** Formulas and examples hold English words and the API's names. */
function code(text: string): string {
  return `<code lang="en">${htmlText(text)}</code>`;
}

/** Documents are named in their own language; a voice must know which. */
function inItsLanguage(text: string): string {
  return /[à-ỹđ]/i.test(text) ? htmlText(text) : `<span lang="en">${htmlText(text)}</span>`;
}

/** Every word of the page of methods that is not a method's own. */
const methodsWords = {
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
      en: "The interval shows the play of small numbers; it cannot make up for people who did not rate.",
    },
    {
      vi: "Nơi biết đủ số hồ sơ, có thêm khoảng tin cậy cho tất cả người đã được phục vụ, với cỡ mẫu hiệu dụng n′ = n · (N − 1) / (N − n); nó không thay khoảng tin cậy kia, vì người tự nguyện đánh giá không phải là mẫu.",
      en: "Where all transactions are known, a further interval is given for all people served, with the effective n′ = n · (N − 1) / (N − n). It never stands instead of the other: people who chose to answer are no sample.",
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
    en: `${decimals} decimals, half up, on the exact fraction.`,
  }),
  terms: {
    formula: { vi: "Công thức", en: "Formula" },
    parts: { vi: "Các phần", en: "Parts" },
    scales: { vi: "Thang (số mức)", en: "Scales (levels)" },
    range: { vi: "Khoảng giá trị", en: "Range" },
    direction: { vi: "Chiều", en: "Direction" },
    rounding: { vi: "Làm tròn", en: "Rounding" },
    interval: { vi: "Khoảng tin cậy 95%", en: "95% interval" },
    bands: { vi: "Xếp loại", en: "Bands" },
    source: { vi: "Nguồn", en: "Source" },
    example: { vi: "Ví dụ", en: "Example" },
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
