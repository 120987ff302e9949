import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import type { TallyLength } from "../../shared/levels.ts";
import { computeIndex, computeValue, type ComputedIndex } from "../../shared/methods/compute-index.ts";
import { computeScorecard } from "../../shared/methods/compute-scorecard.ts";
import { computeWeightedIndex } from "../../shared/methods/compute-weighted-index.ts";
import { intervalDecimals, type Method } from "../../shared/methods/method.ts";
import type { ScorecardMethod } from "../../shared/methods/scorecard-method.ts";
import { type IndexMethod, isWeighted, type WeightedMethod } from "../../shared/methods/weighted-method.ts";
import { topTwo } from "../../shared/methods/top-two.ts";
import { type RateKey, rateSpeech } from "./rate-words.ts";
import { formulaCode } from "./formula-code.ts";
import { htmlText, inLanguage, numberText, type PageLanguage } from "./html-text.ts";

/** The picture of a method at work on its example, as HTML: what is counted, then the value on its scale. */
export function methodFigure(method: IndexMethod | ScorecardMethod, lang: PageLanguage): string {
  if ("parts" in method) return scorecardFigure(method, lang);
  return isWeighted(method) ? weightedFigure(method, lang) : tallyFigure(method, lang);
}

/** A row for each level, the best first. Its last column is the value if all ratings were of that level. */
function tallyFigure(method: Method, lang: PageLanguage): string {
  const { tally } = method.example;
  const n = tally.reduce((sum, count) => sum + count, 0);
  const rows = tally.map((count, level) => {
    const alone = tally.map((_, other) => (other === level ? 1 : 0)) as unknown as typeof tally;
    const worth = valueText(computeValue(method, alone) ?? 0, method, lang);
    return row(levelName(level, tally.length, lang), count / n, [numberText(count, lang), worth]);
  });
  const { ratings, level, worth } = words;
  return figure(lang, [
    table(lang, [level, null, ratings, worth], rows.reverse()),
    inLanguage(words.average, lang),
    scale(computeIndex(method, tally), { ...method, ends: method.range(tally.length as TallyLength), lang }),
  ]);
}

/** A row for each stratum: how much of all transactions it has, and the share in it. */
function weightedFigure(method: WeightedMethod, lang: PageLanguage): string {
  const { strata } = method.example;
  const all = strata.reduce((sum, { transactions }) => sum + transactions, 0);
  const rows = strata.map(({ tally, transactions }, index) => {
    const n = tally.reduce((sum, count) => sum + count, 0);
    const share = valueText(computeValue(topTwo, tally) ?? 0, method, lang);
    const name = `${inLanguage(words.stratum, lang)} ${index + 1}`;
    return row(name, transactions / all, [numberText(transactions, lang), numberText(n, lang), share]);
  });
  const computed = computeWeightedIndex(
    method,
    strata.map((stratum, index) => ({ id: String(index), ...stratum })),
  );
  const { stratum, transactions, ratings, share } = words;
  return figure(lang, [
    table(lang, [stratum, null, transactions, ratings, share], rows),
    inLanguage(words.weighted, lang),
    computed.ok ? scale(computed.value, { ...method, ends: [0, 100], lang }) : "",
  ]);
}

/** A row for each part: its formula, and its points of the most that it can have. */
function scorecardFigure(method: ScorecardMethod, lang: PageLanguage): string {
  const { parts, total } = computeScorecard(method, [{ unit: "", inputs: method.example.inputs }]);
  const rows = method.parts.map(({ name, formula, max }, index) => {
    const points = parts[index]?.points ?? 0;
    const told = `${inLanguage(name, lang)}<br>${formulaCode(formula, lang)}${bar(points / max)}`;
    return `<tr><th scope="row">${told}</th><td>${valueText(points, { ...method, unit: "points" }, lang)} / ${max}</td></tr>`;
  });
  const { part, points } = words;
  const computed = { value: total, interval: null };
  return figure(lang, [
    table(lang, [part, points], rows),
    `${inLanguage(words.reported, lang)} ${inputsText(method)}`,
    scale(computed, { unit: "points", decimals: method.decimals, ends: [0, method.max], lang }),
  ]);
}

function figure(lang: PageLanguage, [counted = "", told = "", value = ""]: readonly string[]): string {
  return `<figure><figcaption>${inLanguage(words.example, lang)}</figcaption>
${counted}<p class="told">${told}</p>${value}</figure>`;
}

function table(lang: PageLanguage, heads: readonly (LocalizedText | null)[], rows: readonly string[]): string {
  const cells = heads.map((head) => (head ? `<th scope="col">${inLanguage(head, lang)}</th>` : "<td></td>"));
  return `<table><thead><tr>${cells.join("")}</tr></thead><tbody>${rows.join("\n")}</tbody></table>`;
}

function row(name: string, part: number, cells: readonly string[]): string {
  const others = cells.map((cell) => `<td>${cell}</td>`).join("");
  return `<tr><th scope="row">${name}</th><td class="bars">${bar(part)}</td>${others}</tr>`;
}

function bar(part: number): string {
  const width = Math.round(part * 1000);
  return `<svg class="count" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect class="bar" width="${width}" height="10"/></svg>`;
}

type Told = Pick<Method, "unit" | "decimals">;
type Scale = Told & { readonly ends: readonly [number, number]; readonly lang: PageLanguage };

/** The value in figures, and on the method's whole scale with its interval as a band. */
function scale({ value, interval }: ComputedIndex, method: Scale): string {
  const { lang } = method;
  const [low, high] = method.ends;
  const at = (one: number): number => Math.round((1000 * (one - low)) / (high - low));
  const shown = valueText(value ?? 0, method, lang);
  const ends =
    interval &&
    [interval.low, interval.high].map((end) => valueText(end, { ...method, decimals: intervalDecimals(method) }, lang));
  const band = interval
    ? `<rect class="band" x="${at(interval.low)}" width="${Math.max(1, at(interval.high) - at(interval.low))}" height="20"/>`
    : "";
  return `<p class="value"><strong>${shown}</strong> ${ends ? `<span>${inLanguage(words.interval, lang)} ${ends.join(" – ")}</span>` : ""}</p>
<svg class="scale" viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true"><rect class="track" y="6" width="1000" height="8"/>${band}<rect class="tick" x="${Math.min(992, Math.max(0, at(value ?? 0) - 4))}" width="8" height="20"/></svg>
<p class="ends"><span>${valueText(low, { ...method, decimals: 0 }, lang)}</span><span>${valueText(high, { ...method, decimals: 0 }, lang)}</span></p>`;
}

function valueText(value: number, { unit, decimals }: Told, lang: PageLanguage): string {
  const written = Number.isInteger(value) ? numberText(value, lang) : numberText(value, lang, decimals);
  return unit === "percent" ? `${written}%` : written;
}

function levelName(level: number, levels: number, lang: PageLanguage): string {
  if (levels === 5) return htmlText(rateSpeech(lang)(`s5.${level + 1}` as RateKey));
  if (levels === 2) return inLanguage(level === 1 ? words.chosen : words.other, lang);
  return `${inLanguage(words.level, lang)} ${levels === 11 ? level : level + 1}`;
}

function inputsText({ example }: ScorecardMethod): string {
  const told = Object.entries(example.inputs).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  return `<code lang="en">${htmlText(told.join(", "))}</code>`;
}

/** Words of the pictures. */
const words = {
  example: { vi: "Ví dụ", en: "Example" },
  level: { vi: "Mức", en: "Level" },
  ratings: { vi: "Số phiếu", en: "Ratings" },
  worth: { vi: "Mỗi phiếu tính", en: "Each counts" },
  average: {
    vi: "Giá trị là trung bình của cột cuối trên tất cả các phiếu.",
    en: "The value is the average of the last column over all ratings.",
  },
  stratum: { vi: "Nhóm", en: "Group" },
  transactions: { vi: "Số hồ sơ", en: "Transactions" },
  share: { vi: "Hài lòng", en: "Satisfied" },
  weighted: {
    vi: "Giá trị là trung bình của cột cuối; mỗi nhóm nặng bằng số hồ sơ của nhóm.",
    en: "The value is the average of the last column; each group weighs as much as its transactions.",
  },
  part: { vi: "Phần", en: "Part" },
  points: { vi: "Điểm", en: "Points" },
  reported: { vi: "Số liệu đã báo cáo:", en: "Reported:" },
  chosen: { vi: "Chọn phương án này", en: "Chose the option" },
  other: { vi: "Chọn phương án khác", en: "Chose another" },
  interval: { vi: "Khoảng tin cậy 95%:", en: "95% interval:" },
};
