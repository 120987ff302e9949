import { html, type TemplateResult } from "lit";
import type { SetAside } from "../../shared/contract/set-aside.ts";
import { ok } from "../../shared/result.ts";
import { dayWords, inLanguage } from "../messages/messages.ts";
import { type AnyQuestion, type BoardView, question, unitOn } from "../figures/question.ts";
import { countWords, momentWords } from "../figures/figure-words.ts";
import { readAll } from "../figures/figures.ts";

/** Question 8: how the figures came about, and where the same numbers are. */
export const howWeKnow: AnyQuestion = question<readonly SetAside[]>({
  id: "know",
  title: "q.know",
  isAsked: () => true,
  load: async ({ read }) => {
    const all = await readAll<SetAside>(read, "/set-asides");
    return all.ok ? ok(all.value.filter(({ state }) => state !== "proposed")) : all;
  },
  template: (asides, view) => html`${computed(view)}
    ${setAsides(asides, view)}
    <h3>${view.say("b.know.same")}</h3>
    ${links(view)}`,
});

function computed(view: BoardView): TemplateResult {
  const { say, method, language, agency, addressOf } = view;
  const page = new URL(`/methods/${language === "en" ? "?lang=en" : ""}#${method.id.replace("@", "-")}`, addressOf(""));
  const facts: readonly (readonly [term: string, fact: unknown])[] = [
    [
      say("b.method"),
      html`${inLanguage(method.name, language)} (<code>${method.id}</code>) · <a href=${page.href}>${say("b.know.how")}</a>`,
    ],
    [say("b.know.formula"), html`<code>${method.formula}</code>`],
    [say("b.know.source"), html`<span lang="en">${method.source}</span>`],
    [say("b.n"), say("b.know.n")],
    [say("b.interval.head"), say("b.know.interval")],
    [say("b.coverage"), say("b.know.coverage")],
    [say("b.withheld"), say("b.know.withheld", { k: agency.publication_threshold })],
    [say("b.know.when"), whenWords(view)],
    [
      say("b.know.licence"),
      agency.licence
        ? html`<a href=${agency.licence.url} rel="license noreferrer">${agency.licence.name}</a>`
        : say("b.know.licence.none"),
    ],
  ];
  return html`<dl class="facts">${facts.map(([term, fact]) => html`<div><dt>${term}</dt><dd>${fact}</dd></div>`)}</dl>`;
}

/** Until which day figures go, and which publication they are of. */
function whenWords(view: BoardView): string {
  const { say, publication, today, language } = view;
  if (!publication) return say("b.know.live", { day: dayWords(today, language) });
  const { time, on } = momentWords(Date.parse(publication.published_at), view);
  return say("b.know.version", {
    version: publication.version,
    at: `${time} ${on}`,
    day: dayWords(publication.day, language),
  });
}

function setAsides(asides: readonly SetAside[], view: BoardView): TemplateResult {
  const { say, language, units, agency } = view;
  if (asides.length === 0) return html`<h3>${say("b.know.aside")}</h3><p>${say("b.know.aside.none")}</p>`;
  const day = (given: string | null): string => (given === null ? "–" : dayWords(given, language));
  const heads = ["days", "unit", "n", "reason", "role", "since"] as const;
  const where = (unit: string | null, on: string): string =>
    unitOn(units, unit ?? agency.code, on)?.name ?? agency.name;
  const people = (n: number | null): string =>
    n === null ? say("b.know.aside.few", { k: agency.publication_threshold }) : countWords(n, view);
  const row = (aside: SetAside): TemplateResult => html`<tr>
    <th scope="row">${day(aside.from)}${aside.to === aside.from ? "" : ` – ${day(aside.to)}`}</th>
    <td>${where(aside.unit, aside.to)}</td>
    <td>${aside.undone_on ? "–" : people(aside.n)}</td>
    <td>${aside.reason}</td>
    <td>${aside.role}</td>
    <td>${aside.undone_on ? say("b.know.aside.undone", { day: day(aside.undone_on), reason: aside.undo_reason ?? "" }) : day(aside.in_effect_on)}</td>
  </tr>`;
  return html`<div class="wide" tabindex="0" role="group" aria-label=${say("b.know.aside")}>
    <table class="words">
      <caption>${say("b.know.aside")}</caption>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${say(`b.know.aside.${head}`)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${asides.map(row)}
      </tbody>
    </table>
  </div>`;
}

/** The query of this very view, and the files of the whole publication. */
function links({ say, addressOf, publication, state }: BoardView): TemplateResult {
  const query = addressOf({});
  const version = publication?.version ?? "latest";
  const file = (name: string): string => addressOf(`/publications/${version}/${name}`);
  if (!publication) return html`<p>${say("b.know.query.key")}</p><p><code>GET ${query}</code></p>`;
  return html`<ul>
    <li><a href=${query}>${say("b.know.query", { period: state.period })}</a></li>
    <li>
      ${say("b.know.files", { version })} <a href=${file("figures.csv")}>CSV</a> · <a href=${file("figures.parquet")}>Parquet</a> ·
      <a href=${file("datapackage.json")}>datapackage.json</a>
    </li>
  </ul>`;
}
