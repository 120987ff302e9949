import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Language, SayOf } from "../messages/messages.ts";
import { copyButton, isLocal } from "../office-ui/office-controls-template.ts";
import { lineField } from "../ui/controls-template.ts";
import { checkLinks, type SnippetId, snippetsOf, type SnippetOf } from "./snippets.ts";
import type { TouchpointsKey } from "./touchpoints-messages.ts";

type Say = SayOf<TouchpointsKey>;

/** What a webmaster copies. */
export type Snippets = {
  readonly say: Say;
  readonly language: Language;
  readonly of: SnippetOf;
  /** Whether the hash could not be computed. */
  readonly isHashless: boolean;
  /** Whether the touchpoint publishes its comments. */
  readonly isPublished: boolean;
};

/** Draws every way to embed: the usual one open, the others folded. */
export function snippetsTemplate({ say, language, of, isHashless, isPublished }: Snippets): TemplateResult {
  const texts = snippetsOf(of);
  const one = (id: SnippetId): TemplateResult => {
    const text = texts[id];
    const about = say(`tp.v.${id}.about`, { version: of.version });
    if (text === null) return html`<p>${about}</p><p role="status">${say(isHashless ? "tp.no-hash" : "tp.hash")}</p>`;
    return html`<p>${about}</p>
      <pre tabindex="0" class="lines" aria-label=${say(`tp.v.${id}`)}>${text}</pre>
      <div class="row">${copyButton(text, language, say(`tp.v.${id}`))}</div>`;
  };
  const folded = (id: SnippetId): TemplateResult =>
    html`<details><summary>${say(`tp.v.${id}`)}</summary>${one(id)}</details>`;
  const { server } = of;
  return html`<p>${say("tp.snippet.about")}</p>
    ${isLocal(server) ? html`<p class="fault">${say("tp.local", { server })}</p>` : nothing}
    <h3>${say("tp.v.rolling")}</h3>
    ${one("rolling")}
    ${(["csp", "pinned", "div", "script", "wordpress", "aspnet", "place"] as const).map(folded)}
    ${isPublished ? folded("comments") : nothing}`;
}

/** Draws the field for a page's address, the links that open it with its check, and what to do if none appears. */
export function pageCheckTemplate(
  say: Say,
  { server, typed, set }: { readonly server: string; readonly typed: string; readonly set: (typed: string) => void },
): TemplateResult {
  const links = checkLinks(typed);
  const script = `${server}/widget/v1/citizen-feedback.js`;
  return html`<p>${say("tp.check.about")}</p>
    ${lineField({ id: "tp-page", label: say("tp.check.page"), value: typed, most: 2000, typed: set })}
    <div role="status">
      ${typed.trim() !== "" && !links ? html`<p class="fault">${say("tp.check.bad")}</p>` : nothing}
    </div>
    ${
      links
        ? html`<p><a class="go" target="_blank" rel="noopener noreferrer" href=${links.query}>${say("tp.check.open")}</a></p>
            <p class="soft">
              ${say("tp.check.hash")}: <a target="_blank" rel="noopener noreferrer" href=${links.fragment}>${links.fragment}</a>
            </p>`
        : nothing
    }
    <details>
      <summary>${say("tp.check.nothing")}</summary>
      <p>${say("tp.check.nothing.lead")}</p>
      <ol>
        <li>${say("tp.check.source")}</li>
        <li>${say("tp.check.csp")}</li>
        <li>${say("tp.check.reach")} <a target="_blank" rel="noopener" href=${script}>${script}</a></li>
      </ol>
    </details>`;
}

/** Draws the links to the posters. */
export function posterLinks(
  say: Say,
  { server, touchpoint }: Pick<SnippetOf, "server" | "touchpoint">,
): TemplateResult {
  const links = (["vi", "en"] as const).flatMap((language) =>
    (["a4", "a5"] as const).map((size) => {
      const name = say("tp.poster.one", { size: size.toUpperCase(), language: say(`tp.poster.${language}`) });
      const href = `${server}/poster/${touchpoint}?size=${size}&lang=${language}`;
      return html`<li><a target="_blank" rel="noopener" href=${href}>${name}</a></li>`;
    }),
  );
  return html`<p>${say("tp.poster.about")}</p>
    ${isLocal(server) ? html`<p class="fault">${say("tp.poster.local", { server })}</p>` : nothing}
    <ul class="links">${links}</ul>`;
}
