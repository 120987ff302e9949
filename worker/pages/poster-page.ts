import { renderSVG } from "uqr";
import { touchpointId } from "../../shared/codes.ts";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import { overallQuestion } from "../../shared/levels.ts";
import type { Answer } from "../operations/operation.ts";
import { publicOrigin } from "../operations/read-request.ts";
import { htmlPage, htmlText, type PageLanguage } from "./html-text.ts";
import { pagePolicy } from "./page-policy.ts";
import { posterSizes, type PosterSize } from "./poster-sheet.ts";
import { rateSpeech } from "./rate-words.ts";
import { bodyOf, languageOf, noticePage, type VisitorDeps } from "./visitor-page.ts";

const vi = {
  title: "Mời Ông/Bà đánh giá",
  scan: "Mở máy ảnh của điện thoại và hướng vào mã này, rồi chạm một mức.",
  type: "Hoặc mở địa chỉ:",
  data: "Thông tin được dùng thế nào",
  use: "Không hỏi tên, không cần đăng nhập. Mức đánh giá và góp ý dùng để đo mức độ hài lòng và sửa điều chưa tốt. Số liệu công bố không gắn với cá nhân. Việc đánh giá là tự nguyện, không ảnh hưởng đến hồ sơ.",
  notice: "Xem đầy đủ:",
  service: "Thủ tục: {name}",
  sample: "Số liệu mô phỏng, để dùng thử",
  print: "In tờ này",
  how: "Khổ giấy {size}. In ở cỡ 100%, không co giãn; mã phải rõ nét. Sau khi dán, thử quét bằng một điện thoại.",
  tools: "Khổ giấy và ngôn ngữ",
  other: "English",
};

type Words = typeof vi;

const en: Words = {
  title: "Please rate our service",
  scan: "Open your phone's camera, point it at this code, and tap a level.",
  type: "Or open the address:",
  data: "What happens with what you tell us",
  use: "No name asked, no sign-in. Ratings and comments are used to measure satisfaction and to mend what is wrong. Published figures identify nobody. Rating is voluntary and does not affect your case.",
  notice: "Full notice:",
  service: "Service: {name}",
  sample: "Simulated figures, for trying out",
  print: "Print this sheet",
  how: "Paper {size}. Print at 100%, without scaling; the code must be sharp. Once it hangs, try it with a phone.",
  tools: "Paper and language",
  other: "Tiếng Việt",
};

const speech: Readonly<Record<PageLanguage, Words>> = { vi, en };

/** A longer question is cut: nobody reads more in passing, and the sheet stays one. */
const longestQuestion = 240;

/**
 * `/poster/{touchpoint}?size=a5&lang=en`: a notice to print and put up, on one sheet, with the QR code of the touchpoint's rating
 * page. It shows only what anybody may read of a touchpoint.
 */
export async function posterPage(deps: VisitorDeps, touchpoint: string): Promise<Answer> {
  const url = new URL(deps.request.url);
  const language = languageOf(url);
  const notice = (status: number, key: "n.unknown" | "n.busy" | "n.closed"): Answer =>
    noticePage({ language, status, url }, rateSpeech(language), key);
  if (!touchpointId.safeParse(touchpoint).success) return notice(404, "n.unknown");
  const answer = await deps.api("getTouchpointConfig", { params: { id: touchpoint } });
  const config = bodyOf<TouchpointConfig>(answer);
  if (config === null) return answer.status === 404 ? notice(404, "n.unknown") : notice(503, "n.busy");
  if (config.closed) return notice(410, "n.closed");
  const size: PosterSize = url.searchParams.get("size") === "a5" ? "a5" : "a4";
  const origin = publicOrigin({ request: deps.request, url });
  const words = speech[language];
  return {
    status: 200,
    type: "text/html; charset=utf-8",
    body: htmlPage(
      {
        lang: language,
        title: `${words.title} · ${config.unit.name} · ${size.toUpperCase()}`,
        head: `<meta name="robots" content="noindex">\n<link rel="stylesheet" href="/poster/${size}.css">\n<script type="module" src="/poster/poster.js"></script>\n`,
      },
      `${tools({ language, size, words })}\n${sheet(config, { language, words, origin })}`,
    ),
    headers: {
      "cache-control": "no-cache",
      "content-security-policy": pagePolicy,
      "referrer-policy": "strict-origin-when-cross-origin",
    },
  };
}

type Tools = { readonly language: PageLanguage; readonly size: PosterSize; readonly words: Words };

/** What is not printed: the button, the other sizes, the other language. */
function tools({ language, size, words }: Tools): string {
  const other = language === "vi" ? "en" : "vi";
  const links = posterSizes.map((one) => {
    const here = one === size ? ' aria-current="page"' : "";
    return `<a href="?size=${one}&amp;lang=${language}"${here}>${one.toUpperCase()}</a>`;
  });
  return `<nav class="tools" aria-label="${words.tools}"><button type="button" id="print" hidden>${words.print}</button>
${links.join("\n")}
<a href="?size=${size}&amp;lang=${other}" lang="${other}" hreflang="${other}">${words.other}</a>
<p>${words.how.replace("{size}", size.toUpperCase())}</p></nav>`;
}

type Drawn = Pick<Tools, "language" | "words"> & { readonly origin: string };

/** The sheet itself. Long names and questions are set smaller. */
function sheet(config: TouchpointConfig, { language, words, origin }: Drawn): string {
  const { id, name, agency, unit, service, form, privacy, sample } = config;
  const overall = form.questions.find((question) => question.id === overallQuestion);
  const text = overall?.text ?? { vi: rateSpeech(language)("q.kiosk") };
  const asked = (language === "en" && text.en) || text.vi;
  const question = asked.length > longestQuestion ? `${asked.slice(0, longestQuestion)}…` : asked;
  const named = service ? words.service.replace("{name}", () => service.name) : "";
  const length = agency.name.length + unit.name.length + named.length + question.length;
  const address = `${origin}/rate/${id}`;
  const bare = (link: string): string => htmlText(new URL(link, origin).href.replace(/^https?:\/\//, ""));
  const told = (text: string | undefined, className: string): string =>
    text ? `<p class="${className}">${htmlText(text)}</p>` : "";
  return `<main class="sheet${length > 420 ? " longest" : length > 200 ? " long" : ""}">
${unit.code === agency.code ? "" : told(agency.name, "agency")}
${told(unit.name, "unit")}
${told(named, "service")}
<h1>${words.title}</h1>
${told(question, "question")}
<div class="code">${renderSVG(address, { ecc: "M", border: 4 })}</div>
<p class="scan">${words.scan}</p>
<p class="address">${words.type} <strong>${bare(address)}</strong></p>
<section><h2>${words.data}</h2><p>${words.use} ${words.notice} ${bare(privacy.url.replace(/\?.*/, ""))}</p></section>
<p class="foot">${htmlText(name)} · ${id}${sample ? ` · ${words.sample}` : ""}</p>
</main>`;
}
