import { agencyCode } from "../../shared/codes.ts";
import { toDay } from "../../shared/calendar/day.ts";
import { periodName, periodWords } from "../../shared/calendar/period.ts";
import type { PublicAgency } from "../../shared/contract/agency.ts";
import type { PublishedPage, PublishedRow } from "../../shared/contract/publication.ts";
import { topTwo } from "../../shared/methods/top-two.ts";
import type { Answer } from "../operations/operation.ts";
import { htmlPage, htmlText, numberText, type PageLanguage } from "./html-text.ts";
import { pagePolicy } from "./page-policy.ts";
import { bodyOf, languageOf, type VisitorDeps } from "./visitor-page.ts";

type Page = {
  readonly language: PageLanguage;
  readonly title: string;
  readonly main: string;
  readonly status?: number;
  readonly isBoard?: true;
};

/**
 * `/board/{agency}` and `/board/{agency}/{unit}`: the board's element, and inside it, until its script has started, the newest
 * public figure. `/board/` says what to add.
 */
export async function boardPage({ request, api }: VisitorDeps, code: string, below: string): Promise<Answer> {
  const url = new URL(request.url);
  const language = languageOf(url);
  const say = boardWords[language];
  const notice = (status: number, [title, next]: Words): Answer =>
    answerWith({ language, status, title, main: `<h1>${htmlText(title)}</h1><p>${htmlText(next)}</p>` });
  if (code === "") return notice(200, say.which);
  const unit = decoded(below);
  if (unit === null) return notice(404, say.unit);
  const answer = agencyCode.safeParse(code).success ? await api("getAgency", { params: { agency: code } }) : null;
  const agency = answer && bodyOf<PublicAgency>(answer);
  if (!agency) return answer === null || answer.status === 404 ? notice(404, say.agency) : notice(503, say.busy);
  const query = { by: "time", method: topTwo.id, limit: "1000", ...(unit === "" ? {} : { unit }) };
  const found = await api("getLatestPublication", { params: { agency: code }, query });
  const rows = (bodyOf<PublishedPage>(found)?.data ?? []).filter(({ own, unmapped }) => !own && !unmapped);
  if (isUnknownUnit(found)) return notice(404, say.unit);
  const name = rows[0]?.unit.name ?? agency.name;
  const main = element({ language, code, unit }, firstFigure(name, { agency, language, rows }));
  return answerWith({ language, title: `${name} – ${say.title}`, main, isBoard: true });
}

/** Null if the part of the path cannot be decoded. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

function answerWith({ language, title, main, status = 200, isBoard }: Page): Answer {
  const script = `<script type="module" src="/board/board.js"></script>\n`;
  const head = `<link rel="stylesheet" href="/board/board.css">\n${isBoard ? script : ""}`;
  return {
    status,
    type: "text/html; charset=utf-8",
    body: htmlPage({ lang: language, title, head }, `<main>\n${main}\n</main>`),
    headers: {
      "cache-control": "no-cache",
      "content-security-policy": pagePolicy,
      "referrer-policy": "strict-origin-when-cross-origin",
    },
  };
}

function isUnknownUnit({ status, body }: Answer): boolean {
  return (
    status === 404 && typeof body === "string" && (JSON.parse(body) as { type: string }).type.endsWith("#unknown-unit")
  );
}

type Place = { readonly language: PageLanguage; readonly code: string; readonly unit: string };

function element({ language, code, unit }: Place, inside: string): string {
  const below = unit === "" ? "" : ` unit="${htmlText(unit)}"`;
  return `<citizen-board agency="${code}"${below} lang="${language}">${inside}</citizen-board>`;
}

type Known = { readonly agency: PublicAgency; readonly language: PageLanguage; readonly rows: readonly PublishedRow[] };

/** The newest quarter's figure, else the newest one's, as a table. */
function firstFigure(name: string, { agency, language, rows }: Known): string {
  const say = boardWords[language];
  const named = rows.map((row) => ({ row, period: nameOf(row) }));
  const newest = named.filter(({ period }) => period.includes("Q")).pop() ?? named.pop();
  const sample = agency.sample ? `<p><strong>${htmlText(say.sample)}</strong></p>` : "";
  const heading = `${sample}<h1>${htmlText(name)}</h1>\n`;
  if (!newest) return `${heading}<p>${htmlText(say.none)}</p>`;
  const { value, interval, n, withheld } = newest.row;
  const percent = (given: number): string => `${numberText(given, language, topTwo.decimals)}%`;
  const facts: [string, string][] = [
    [say.value, value === null ? (withheld ? say.withheld : "–") : percent(value)],
    [say.interval, interval === null ? "–" : `${percent(interval.low)} – ${percent(interval.high)}`],
    [say.n, n === null ? "–" : numberText(n, language)],
  ];
  const told = facts.map(([term, fact]) => `<tr><th scope="row">${htmlText(term)}</th><td>${htmlText(fact)}</td></tr>`);
  return `${heading}<table><caption>${htmlText(periodWords(newest.period, language))}</caption>
<tbody>${told.join("\n")}</tbody></table>
<p><a href="/methods/#top-two-1">${htmlText(say.method)}</a> · <a href="/v1/agencies/${agency.code}/publications/latest">JSON</a></p>`;
}

function nameOf({ period }: PublishedRow): string {
  return periodName({ from: toDay(period.from), to: toDay(period.to) }) ?? "";
}

type Words = readonly [title: string, next: string];

const boardWords = {
  vi: {
    title: "Mức độ hài lòng của người dân",
    which: [
      "Bảng số liệu của cơ quan nào?",
      "Thêm mã của cơ quan vào cuối địa chỉ, như /board/H20; muốn xem một đơn vị, thêm mã đơn vị: /board/H20/29869.",
    ],
    agency: ["Không có cơ quan nào ở địa chỉ này", "Xin xem lại mã cơ quan trong địa chỉ."],
    unit: [
      "Cơ quan này không có đơn vị như vậy",
      "Xin xem lại mã đơn vị, hoặc bỏ phần đó khỏi địa chỉ để xem toàn cơ quan.",
    ],
    busy: ["Máy chủ đang bận", "Xin mở lại trang này sau ít phút."],
    sample: "Số liệu mô phỏng: không phải đánh giá thật của người dân.",
    none: "Chưa có số liệu được công bố.",
    withheld: "Không công bố",
    ...{ value: "Tỷ lệ hài lòng", interval: "Khoảng tin cậy 95%", n: "Số phiếu", method: "Cách tính" },
  },
  en: {
    title: "How satisfied people are",
    which: [
      "The board of which agency?",
      "Add the agency's code to the address, such as /board/H20; for one unit add its code: /board/H20/29869.",
    ],
    agency: ["There is no agency at this address", "Check the agency's code in the address."],
    unit: [
      "This agency has no such unit",
      "Check the unit's code, or leave it out of the address to see the whole agency.",
    ],
    busy: ["The server is busy", "Please open this page again in a few minutes."],
    sample: "Simulated figures: not real ratings.",
    none: "No figures are published yet.",
    withheld: "Withheld",
    ...{ value: "Share satisfied", interval: "95% interval", n: "Ratings", method: "How computed" },
  },
} as const;

/** Style sheet of the board's page; it comes after the one of all pages that the Worker writes. */
export const boardSheet: string = `main { max-width: 1180px; padding: 12px 16px 48px; }
citizen-board { display: flow-root; min-height: 90vh; padding: 0; background: none; }
@media (min-width: 1600px) { main { max-width: 1480px; } }
@page { size: A4; margin: 14mm 15mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; } }
@media print { body { background: #fff; } main { max-width: none; padding: 0; } citizen-board { min-height: 0; } }
`;
