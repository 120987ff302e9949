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

/** What stands around the text of a page; `head` is HTML, such as a further style sheet. */
export type PageFrame = { readonly lang: string; readonly title: string; readonly head?: string };

/** A page with this text in `main`, in the style of the Worker's own pages. */
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
<main>
${main}
</main>
</body>
</html>
`;
}
