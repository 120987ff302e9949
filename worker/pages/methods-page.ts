import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import type { MethodDescription } from "../../shared/contract/method-description.ts";
import { htmlText } from "./html-text.ts";
import { intervalWords, methodsWords } from "./methods-words.ts";

/** The page that tells how every figure is computed, in Vietnamese and English, as HTML. */
export function methodsPage(methods: readonly MethodDescription[]): string {
  const { title, lead, notes, contents, indices, scorecards, scorecardsLead, list } = methodsWords;
  const ofIndices = methods.filter(({ scales }) => scales.length > 0);
  const ofMeasures = methods.filter(({ scales }) => scales.length === 0);
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${htmlText(title.vi)} · ${htmlText(title.en ?? "")}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/methods/methods.css">
</head>
<body>
<main>
<h1>${both(title)}</h1>
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
<p>${both(list)} <code>GET /v1/agencies/{agency}/methods</code></p>
</main>
</body>
</html>
`;
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
    [terms.interval, both(intervalWords[method.interval ?? "none"] ?? intervalWords.none)],
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
