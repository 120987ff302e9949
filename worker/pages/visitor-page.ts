import type { Answer } from "../operations/operation.ts";
import type { InTime } from "../operations/read-request.ts";
import { htmlPage, htmlText, type PageLanguage } from "./html-text.ts";
import { formPolicy, pagePolicy } from "./page-policy.ts";
import type { RateKey, SayRate } from "./rate-words.ts";

/** What pages for visitors of an agency work with. */
export type VisitorDeps = {
  readonly request: Request;
  /** Runs an operation of the API as the visitor, without a key. */
  readonly api: (operation: string, given: ApiInput) => Promise<Answer>;
  readonly inTime: InTime;
  readonly nowMs: () => number;
  readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer>;
};

/** What an operation is given. */
export type ApiInput = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

/** What a page shows and how it is sent. `title` and `main` are its words; `main` is HTML. */
export type VisitorPage = {
  readonly language: PageLanguage;
  readonly title: string;
  readonly main: string;
  readonly status?: number;
  /** Whether it holds a form and the scripts that put the element in its place. */
  readonly form?: true;
  readonly headers?: Readonly<Record<string, string>>;
};

const sheet = `<link rel="stylesheet" href="/rate/rate.css">\n`;
const scripts = `<script type="module" src="/widget/v1/citizen-feedback.js"></script>
<script type="module" src="/rate/rate.js"></script>
`;

/**
 * The answer with a page for visitors. The asking browser may keep a page with a form: going back must find the same form, which
 * counts once.
 */
export function visitorAnswer({ language, title, main, status = 200, form, headers }: VisitorPage): Answer {
  return {
    status,
    type: "text/html; charset=utf-8",
    body: htmlPage({ lang: language, title, head: sheet + (form ? scripts : "") }, `<main>\n${main}\n</main>`),
    headers: {
      "cache-control": form ? "private, no-cache" : "no-cache",
      "content-security-policy": form ? formPolicy : pagePolicy,
      "referrer-policy": "strict-origin-when-cross-origin",
      ...headers,
    },
  };
}

/** What an operation answered, if it is a success; else null. */
export function bodyOf<T>({ status, body }: Answer): T | null {
  return status === 200 && typeof body === "string" ? (JSON.parse(body) as T) : null;
}

/** The language that an address names: English for `lang=en`, else Vietnamese. */
export function languageOf(url: URL): PageLanguage {
  return url.searchParams.get("lang") === "en" ? "en" : "vi";
}

/** The link to the same page in the other language; it works without a script. */
export function languageSwitch(language: PageLanguage, url: URL): string {
  const [other, name] = language === "vi" ? ["en", "English"] : ["vi", "Tiếng Việt"];
  const query = new URLSearchParams(url.search);
  query.set("lang", other);
  return `<p class="top"><a lang="${other}" hreflang="${other}" href="${htmlText(`?${query}`)}">${name}</a></p>`;
}

/** Agency, unit and service that a page is about. */
export type Whom = {
  readonly agency: { readonly name: string };
  readonly unit?: { readonly name: string };
  readonly service?: { readonly name: string } | null;
  readonly sample?: boolean | undefined;
};

/** Unit, service and agency, at a page's beginning; a unit that is the whole agency stands once. A sample says that it is one. */
export function whomHtml({ agency, unit, service, sample }: Whom, say: SayRate): string {
  const names = [
    unit?.name ?? agency.name,
    ...(service ? [say("r.service", { name: service.name })] : []),
    agency.name,
  ];
  const [first = "", ...more] = [...new Set(names), ...(sample ? [say("r.sample")] : [])].map(htmlText);
  return `<p class="whom"><strong>${first}</strong>${more.map((name) => `<span>${name}</span>`).join("")}</p>`;
}

/** A page that says what is wrong and what to do next. */
export function noticePage(
  { language, status, url }: { readonly language: PageLanguage; readonly status: number; readonly url: URL },
  say: SayRate,
  key: RateKey & `n.${string}`,
): Answer {
  const title = say(key);
  const next = say(`${key}.next` as RateKey);
  const main = `${languageSwitch(language, url)}<h1>${htmlText(title)}</h1><p>${htmlText(next)}</p>`;
  return visitorAnswer({ language, title, main, status });
}
