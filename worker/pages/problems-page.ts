import type { ProblemKind } from "../problems/problems.ts";
import { htmlPage, htmlText } from "./html-text.ts";

/** The page that a problem's `type` leads to: one entry for each kind, under its name. For whoever calls the API. */
export function problemsPage(kinds: readonly ProblemKind[]): string {
  return htmlPage(
    { lang: "en", title: "Problems" },
    `<main>
<h1>Problems</h1>
<p>Every error is a problem as RFC 9457 says; its <code>type</code> names one of these kinds, its <code>errors</code> point at
the places that are wrong. In a receipt, <code>permanent</code> says that no later server could take the item.</p>
${kinds.map(entry).join("\n")}
</main>`,
  );
}

function entry({ kind, status, title, permanent }: ProblemKind): string {
  const stays = permanent ? " Permanent in a receipt." : "";
  return `<h2 id="${kind}"><code>${kind}</code></h2>
<p>${status}. ${htmlText(title)}.${stays}</p>`;
}
