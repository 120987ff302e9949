import type { LocalizedText } from "../../shared/contract/localized-text.ts";

type Term =
  | "formula"
  | "parts"
  | "scales"
  | "range"
  | "direction"
  | "rounding"
  | "interval"
  | "bands"
  | "source"
  | "example";

type MethodsWords = {
  readonly title: LocalizedText;
  readonly lead: LocalizedText;
  /** What the figures are, and what they are not. */
  readonly notes: readonly LocalizedText[];
  readonly contents: LocalizedText;
  readonly indices: LocalizedText;
  readonly scorecards: LocalizedText;
  readonly scorecardsLead: LocalizedText;
  readonly list: LocalizedText;
  readonly direction: LocalizedText;
  readonly rounding: (decimals: number) => LocalizedText;
  readonly terms: Readonly<Record<Term, LocalizedText>>;
};

/** Every word of the page of methods that is not a method's own. */
export const methodsWords: MethodsWords = {
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
  rounding: (decimals) => ({
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

type IntervalKind = "wilson" | "normal-mean" | "normal-difference" | "none";

/** Words for each kind of interval. */
export const intervalWords: Readonly<Record<IntervalKind, LocalizedText>> & Readonly<Record<string, LocalizedText>> = {
  wilson: { vi: "Wilson, không hiệu chỉnh liên tục.", en: "Wilson's score, no continuity correction." },
  "normal-mean": {
    vi: "Trung bình ± z · s / √n; không có khi chỉ một phiếu.",
    en: "Mean ± z · s / √n; none for one rating.",
  },
  "normal-difference": {
    vi: "Hiệu hai tỷ lệ d ± z · √((p + q − d²) / n).",
    en: "Difference of shares d ± z · √((p + q − d²) / n).",
  },
  none: { vi: "Không có: không phải là mẫu.", en: "None: not a sample." },
};
