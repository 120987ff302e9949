import { html, nothing, svg, type TemplateResult } from "lit";
import { loadFault, loadingNote, moreButton, understoodDay } from "../office-ui/office-controls-template.ts";
import { dayWords, type Language, numberWords } from "../messages/messages.ts";
import { actionButton } from "../ui/controls-template.ts";
import { clockWords } from "./seen-ratings.ts";
import type { SignRow, SignsController } from "./signs-controller.ts";
import type { SignsGround } from "./signs-ground.ts";
import { type SignsSay, signsKey } from "./signs-messages.ts";

/** What the list is drawn with. */
export type SignsListView = {
  readonly control: SignsController;
  readonly ground: SignsGround;
  /** The kind that is shown; empty for all. */
  readonly kind: string;
  readonly say: SignsSay;
  readonly language: Language;
  readonly open: (row: SignRow) => void;
};

/** Name of a sign; one that this page does not know is named as it is. */
export function signName(sign: string, say: SignsSay): string {
  const key = signsKey(`si.${sign}`);
  return key ? say(key) : sign;
}

/** The id of a row's button, to which the focus comes back. */
export function rowId({ day, touchpoint, sign }: Pick<SignRow, "day" | "touchpoint" | "sign">): string {
  return `row-${day}-${touchpoint}-${sign}`;
}

/** The signs by day, the newest first. */
export function signsList(view: SignsListView): TemplateResult {
  const { control, kind, say, language } = view;
  const { rows, from, to, isBusy, problem } = control;
  const found = rows.filter(({ sign }) => kind === "" || sign === kind);
  const shown = found.slice(0, control.most);
  const days = [...new Set(shown.map(({ day }) => day))];
  const isEmpty = days.length === 0 && !isBusy && !problem;
  return html`${days.map(
    (day) => html`<section>
        <h2>${understoodDay(day, language)}</h2>
        <ul class="cards">${shown.filter((row) => row.day === day).map((row) => card(row, view))}</ul>
      </section>`,
  )}
    ${isEmpty ? html`<p>${say("si.none", { from: dayWords(from, language), to: dayWords(to, language) })}</p>` : nothing}
    ${isBusy ? loadingNote(language) : nothing}
    ${
      problem
        ? loadFault(problem, language, () => void control.earlier())
        : found.length > shown.length
          ? moreButton("", { language, isBusy, press: control.more })
          : html`<div class="row">${actionButton(say("si.earlier"), { press: () => void control.earlier(), isBusy })}</div>`
    }`;
}

function card(row: SignRow, { ground, say, language, open }: SignsListView): TemplateResult {
  const { sign, count, touchpoint, first_at, last_at, tally } = row;
  const place = ground.placeOf(touchpoint);
  const span = { from: clockWords(first_at, ground.timeZone), to: clockWords(last_at, ground.timeZone) };
  const people = tally.map((n, index) =>
    n === 0 ? "" : `${say("si.level.n", { level: index + 1 })}: ${numberWords(n, language)}`,
  );
  return html`<li class="card sign">
    <div>
      <p><strong>${signName(sign, say)}</strong> · ${say("si.people", { n: numberWords(count, language) })}, ${say("si.at", span)}</p>
      <p lang="vi">${place.name}${place.unitName === "" ? "" : ` · ${place.unitName}`}</p>
      <p class="soft">${people.filter(Boolean).join(" · ")}</p>
      ${levelBar(tally)}
    </div>
    <button type="button" id=${rowId(row)} aria-label="${say("si.more")}: ${signName(sign, say)}, ${place.name}, ${dayWords(row.day, language)}" @click=${() => open(row)}>
      ${say("si.more")}
    </button>
  </li>`;
}

/** Shares of the levels in one bar, the lowest first; the words above it say the numbers. */
function levelBar(tally: readonly number[]): TemplateResult {
  const all = tally.reduce((sum, n) => sum + n, 0) || 1;
  let from = 0;
  const parts = tally.map((n, index) => {
    const x = from;
    from += (n / all) * 100;
    return svg`<rect class="level-${index + 1}" x=${x} y="0" width=${(n / all) * 100} height="8"></rect>`;
  });
  return html`<svg class="levels" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}
