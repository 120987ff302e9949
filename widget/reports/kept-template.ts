import { html, type nothing, type TemplateResult } from "lit";
import { dayWords, type Language, numberWords } from "../messages/messages.ts";
import { askDialog, listTemplate, problemWords } from "../office-ui/office-controls-template.ts";
import { actionButton, plainTable } from "../ui/controls-template.ts";
import { measureGroups } from "./report-kinds.ts";
import type { KeptController, KeptReport } from "./kept-controller.ts";
import type { ReportsSay } from "./reports-messages.ts";

/** What the list is drawn with. */
export type KeptView = {
  readonly control: KeptController;
  readonly unitName: (unit: string) => string;
  /** The agency's calendar day of an instant. */
  readonly dayOf: (at: string) => string;
  readonly say: ReportsSay;
  readonly language: Language;
  /** To be called after one was taken back. */
  readonly gone: () => void;
};

/** What was handed in, or taken back, with its source and its day. */
export function keptList(view: KeptView): TemplateResult {
  const { control, say, language } = view;
  const { isWithdrawn, kind } = control;
  const other = (): void => control.show(kind, !isWithdrawn);
  return html`<section>
    <h2 tabindex="-1" id="kept">${say(isWithdrawn ? "im.withdrawn" : "im.taken")}: ${say(`im.${kind}`)}</h2>
    <div class="row">${actionButton(say(isWithdrawn ? "im.show.taken" : "im.show.withdrawn"), { press: other, kind: "plain" })}</div>
    ${listTemplate(control.list, language, (rows) =>
      rows.length === 0 ? html`<p>${say(isWithdrawn ? "im.none.withdrawn" : "im.none")}</p>` : table(rows, view),
    )}
    ${dialog(view)}
  </section>`;
}

function table(rows: readonly KeptReport[], view: KeptView): TemplateResult {
  const { control, say, language, unitName, dayOf } = view;
  const { kind, isWithdrawn } = control;
  const sums = measureGroups.flat().map((sum) => say(`im.f.${sum}`));
  const place = say("im.col.place");
  const heads = {
    tallies: [say("im.col.counts"), say("im.col.question"), place, say("im.col.source")],
    volumes: [say("im.col.transactions"), place],
    measures: [...sums, say("im.m.tt01.dossiers")],
  }[kind];
  const last = isWithdrawn ? [say("im.col.back")] : [say("im.col.at"), say("im.col.do")];
  return plainTable({
    caption: say(`im.${kind}`),
    heads: [say("im.col.unit"), say("im.col.span"), ...heads, ...last],
    rows: rows.map((row) => [
      ...[unitName(row.unit), ...cellsOf(row, view), dayWords(dayOf(row.withdrawn_at ?? row.received_at), language)],
      ...(isWithdrawn ? [] : [backButton(row, view)]),
    ]),
    left: kind === "tallies" ? [3, 4, 5] : [],
  });
}

function spanWords({ from, to }: KeptReport, language: Language): string {
  return from === to ? dayWords(from, language) : `${dayWords(from, language)} – ${dayWords(to, language)}`;
}

/** A channel or question that the page has a word for; others as the office named them. */
function named(id: string, say: ReportsSay): string {
  const known = (["overall", "portal", "kiosk", "counter", "qr", "paper"] as const).find((one) => one === id);
  return known ? say(`im.w.${known}`) : id;
}

function cellsOf(row: KeptReport, { language, say }: KeptView): string[] {
  const count = (n: number | null | undefined): string =>
    n === null || n === undefined ? "–" : numberWords(n, language, 0);
  const span = spanWords(row, language);
  if (row.kind === "measures")
    return [span, ...measureGroups.flat().map((sum) => count(row[sum])), count(row.tt01?.dossiers)];
  const place = [row.service ?? "", named(row.channel ?? "", say)].filter(Boolean).join(", ") || "–";
  if (row.kind === "volumes") return [span, count(row.transactions), place];
  return [span, row.counts.map(count).join(" · "), named(row.question, say), place, row.source];
}

function backButton(row: KeptReport, view: KeptView): TemplateResult {
  const { control, say } = view;
  const ask = (): void => control.ask({ report: row, isBusy: false, problem: null });
  return html`<button type="button" aria-label=${say("im.back.which", { what: nameOf(row, view) })} @click=${ask}>
    ${say("im.back")}
  </button>`;
}

function nameOf(row: KeptReport, { unitName, say, language }: KeptView): string {
  return `${say(`im.${row.kind}`)}, ${unitName(row.unit)}, ${spanWords(row, language)}`;
}

function dialog(view: KeptView): TemplateResult | typeof nothing {
  const { control, say, language, gone } = view;
  const { asked } = control;
  return askDialog(
    asked && {
      ...{
        title: say("im.back"),
        body: say("im.back.ask", { what: nameOf(asked.report, view) }),
        confirm: say("im.back"),
      },
      ...{ isBusy: asked.isBusy, fault: asked.problem && problemWords(asked.problem, language), language },
      confirmed: () => void control.takeBack(gone),
      left: () => control.ask(null),
    },
  );
}
