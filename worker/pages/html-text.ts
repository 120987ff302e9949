import type { LocalizedText } from "../../shared/contract/localized-text.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand in HTML, between tags or within a quoted attribute. */
export function htmlText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

/** The two languages of the Worker's own pages. */
export type PageLanguage = "vi" | "en";

/** A text in the page's language, as HTML. Vietnamese if there is no English. */
export function inLanguage({ vi, en }: LocalizedText, lang: PageLanguage): string {
  return htmlText(lang === "en" ? (en ?? vi) : vi);
}

/** A number as the language writes it, such as `1.234,5`. At most `decimals` decimals, and all of them if it has any. */
export function numberText(value: number, lang: PageLanguage, decimals = 0): string {
  const [whole = "", part] = Math.abs(value).toFixed(decimals).split(".");
  const [group, point] = lang === "en" ? [",", "."] : [".", ","];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return `${value < 0 ? "−" : ""}${grouped}${part === undefined ? "" : point + part}`;
}

/** What stands around the text of a page; `head` is HTML, such as a further style sheet. */
export type PageFrame = { readonly lang: string; readonly title: string; readonly head?: string };

/** A page with this text in its body, in the style of the Worker's own pages. */
export function htmlPage({ lang, title, head = "" }: PageFrame, main: string): string {
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${htmlText(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/methods/methods.css">
${head}</head>
<body>
${main}
</body>
</html>
`;
}
