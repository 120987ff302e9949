import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { formatDay } from "../../shared/calendar/day.ts";
import { periodWords } from "../../shared/calendar/period.ts";
import type { UnitVersion } from "../../shared/contract/unit.ts";
import { methodsForScale } from "../../shared/methods/all-methods.ts";
import type { Result } from "../../shared/result.ts";
import type { BoardMessageKey, BoardSay } from "../messages/board-messages.ts";
import { dayWords, inLanguage } from "../messages/messages.ts";
import type { CallFault } from "../ui/call-server.ts";
import { actionButton, chooseField, faultNote, lineField } from "../ui/controls-template.ts";
import { momentWords } from "../figures/figure-words.ts";
import { daysOf, kindOf, periodBeside, periodKinds, periodLike } from "../figures/figures.ts";
import type { StateFault } from "./board-state.ts";
import type { Ground } from "./board-view.ts";
import { type BoardView, onlyService, unitOn } from "../figures/question.ts";
import { sourcesFoot } from "./sources-foot-template.ts";
import type { OfficeController } from "./office-controller.ts";
import type { QuestionController } from "./question-controller.ts";

/** What the office's corner shows and does. */
export type Office = {
  readonly control: OfficeController;
  /** Address of the board's own page, where a key may be given; null on that page itself. */
  readonly elsewhere: string | null;
};

type Screen = {
  readonly view: BoardView;
  readonly office: Office;
  readonly questions: readonly QuestionController[];
  readonly faults: readonly StateFault[];
};

/** The board of a view. */
export function boardScreen({ view, office, questions, faults }: Screen): TemplateResult {
  const asked = questions.filter((one) => !one.isLeftOut);
  const waiting = asked.findIndex((one) => !one.isDrawn);
  const isPage = office.elsewhere === null;
  // Up to the first that is not laid out yet: what comes later never moves what is read already.
  const shown = waiting < 0 ? asked : asked.slice(0, waiting + 1);
  const tools = html`<div class="tools screen">
    <a class="alone" href=${view.linkTo({ present: 1 })}>${view.say("p.present")}</a> ${officeCorner(view.say, office)}
  </div>`;
  return html`<header>
      ${view.agency.sample ? html`<p class="sample">${view.say("b.sample")}</p>` : ""}
      <div class="head"><div>${heading(view)}</div> ${isPage ? tools : ""}</div>
      ${faultNote(faultWords(faults, view))} ${pickers(view)}
    </header>
    ${shown.map(oneAnswer)} ${waiting < 0 ? html`${isPage ? "" : officeCorner(view.say, office)} ${sourcesFoot(view)}` : ""}`;
}

function heading(view: BoardView): TemplateResult {
  const { units, state, say, language, isOffice, linkTo, publication, today } = view;
  const { from, to } = daysOf(state.period);
  const day = formatDay(to);
  const name = unitOn(units, state.unit, day)?.name ?? state.unit;
  const service = onlyService(view);
  const above = unitsAbove(units, state.unit, day);
  const isOver = day < today;
  const standing = isOffice ? (isOver ? "b.live" : "b.running") : "b.published";
  const on = publication ? momentWords(Date.parse(publication.published_at), view).on : "";
  return html`${
    above.length > 0
      ? html`<nav class="above" aria-label=${say("b.above")}>
          ${above.map(({ code, name: parent }) => html`<a href=${linkTo({ unit: code, service: null })}>${parent}</a><span aria-hidden="true">›</span>`)}
        </nav>`
      : ""
  }
    <h1 tabindex="-1">${name}</h1>
    <p class="soft">
      ${say("b.what")} · ${periodWords(state.period, language)} (${dayWords(formatDay(from), language)} – ${dayWords(day, language)}) ·
      ${say(standing, { day: on })}
    </p>
    ${service === null ? "" : html`<p class="only"><strong>${say("b.service", { service })}</strong> <a class="screen" href=${linkTo({ service: null })}>${say("b.service.all")}</a></p>`}`;
}

/** Units that a unit stands below, the agency first. */
function unitsAbove(units: readonly UnitVersion[], code: string, day: string): UnitVersion[] {
  const parent = unitOn(units, code, day)?.parent;
  const unit = parent ? unitOn(units, parent, day) : undefined;
  return unit && unit.code !== code ? [...unitsAbove(units, unit.code, day), unit] : [];
}

function faultWords(faults: readonly StateFault[], { say, state, language }: BoardView): string | null {
  const shown = periodWords(state.period, language);
  const all = faults.map(({ at, given }) => say(`b.fault.${at}`, { given, shown }));
  return all.length === 0 ? null : all.join(" ");
}

function pickers(view: BoardView): TemplateResult {
  const { say, state, periods, language, go, linkTo } = view;
  const kind = kindOf(state.period);
  const kinds = periodKinds.filter((one) => periods.some((name) => kindOf(name) === one));
  const same = periods.filter((name) => kindOf(name) === kind).reverse();
  const step = (by: 1 | -1, word: string): TemplateResult => {
    const name = periodBeside(periods, state.period, by);
    return actionButton(word, { press: () => name && go({ period: name }), isBusy: name === null });
  };
  const ways = methodsForScale(5).map((one) => [one.id, inLanguage(one.name, language)] as const);
  return html`<div class="pick screen">
    <nav class="kinds" aria-label=${say("b.kinds")}>
      ${kinds.map((one) => html`<a href=${linkTo({ period: periodLike(periods, state.period, one) })} aria-current=${one === kind ? "true" : nothing}>${say(`b.kind.${one}`)}</a>`)}
    </nav>
    <div class="row">
      ${step(-1, say("b.earlier"))}
      <div>
        ${chooseField({ id: "period", label: say("b.period"), value: state.period, choices: same.map((name) => [name, periodWords(name, language)]), chosen: (period) => go({ period }) })}
      </div>
      ${step(1, say("b.later"))}
      <div>${chooseField({ id: "method", label: say("b.method"), value: state.method, choices: ways, chosen: (method) => go({ method }) })}</div>
    </div>
  </div>`;
}

/** A question with its answer, or what became of it. */
export function oneAnswer(control: QuestionController): TemplateResult {
  const { question } = control;
  const answered = control.answered();
  const { view, answer, isOld } = answered ?? { view: control.asked, answer: null, isOld: true };
  const { id, title } = question;
  const isOffice = view !== null && !question.isAsked({ ...view, isOffice: false });
  const say = view?.say;
  return html`<section id=${id} class=${control.isDrawn || !answered ? "card" : "card coming"} aria-labelledby=${`${id}-title`} aria-busy=${isOld ? "true" : "false"}>
    <h2 id=${`${id}-title`} tabindex="-1">${say?.(title)}${isOffice ? [" ", html`<span class="office">${say?.("b.office")}</span>`] : ""}</h2>
    ${
      answer === null || view === null
        ? html`<p class="soft waiting">${say?.("b.loading")}</p>`
        : answer.ok
          ? guard([answer, view], () => question.template(answer.value, view))
          : html`${faultNote(callWords(answer.failure, view.say))}
              <p>${actionButton(view.say("b.again"), { press: () => control.again() })}</p>`
    }
  </section>`;
}

const told: Readonly<Record<string, BoardMessageKey>> = {
  unreachable: "b.e.unreachable",
  unauthorized: "b.e.key",
  "key-expired": "b.e.expired",
  "session-ended": "b.e.session",
  "other-agency": "b.e.key",
  "scope-missing": "b.e.scope",
  "outside-subtree": "b.e.subtree",
  "rate-limited": "b.e.many",
  unavailable: "b.e.many",
  "unknown-agency": "b.e.agency",
  "unknown-unit": "b.e.unit",
};

function callWords(fault: CallFault, say: BoardSay): string {
  return say(told[fault] ?? "b.e.other");
}

function officeCorner(say: BoardSay, { control, elsewhere }: Office): TemplateResult {
  const { door } = control;
  if (elsewhere !== null)
    return html`<p class="screen"><a href=${elsewhere} target="_blank" rel="noopener">${say("b.key.elsewhere")}</a></p>`;
  const { pass, offered } = control;
  if (pass !== null) {
    const by =
      "session" in pass
        ? (["b.by.held", "b.by.memory", "b.by.leave"] as const)
        : (["b.key.held", "b.key.memory", "b.key.leave"] as const);
    return html`<div class="card screen">
      <p><strong>${say(by[0], { name: "session" in pass ? pass.session.name : "" })}</strong> ${say(by[1])}</p>
      ${actionButton(say(by[2]), { press: () => control.leave() })}
    </div>`;
  }
  const byHand = (): void => void control.enterBySession();
  const submitted = (event: Event): void => {
    event.preventDefault();
    void control.enter();
  };
  return html`<details class="screen" @toggle=${(event: Event) => (event.target as HTMLDetailsElement).open && void control.look()}>
    <summary>${say("b.key.title")}</summary>
    ${offered ? html`<div class="row">${actionButton(say("b.by.enter", { name: offered.name }), { press: byHand, kind: "main", isBusy: door.isBusy })}</div>` : ""}
    <form @submit=${submitted}>
      ${lineField({ id: "key", label: say("b.key"), value: door.typed, typed: (key) => control.typed(key), type: "password", hint: say("b.key.hint") })}
      ${faultNote(door.fault && callWords(door.fault, say))}
      <div class="row">${actionButton(say("b.key.enter"), { press: () => void control.enter(), kind: offered ? "" : "main", isBusy: door.isBusy })}</div>
    </form>
  </details>`;
}

type Empty = {
  readonly say: BoardSay;
  readonly office: Office;
  readonly isLoading: boolean;
  readonly ground: Result<Ground, CallFault> | undefined;
  readonly agency: string;
  /** Address of the whole agency's board. */
  readonly boardAddress: string;
  /** Address of the board of the unit that the key is of; null without such a key. */
  readonly keyAddress: string | null;
  readonly again: () => void;
};

/** What stands where there are no figures: why, and what to do next. */
export function emptyScreen(empty: Empty): TemplateResult {
  const { say, office, isLoading, ground, agency, boardAddress } = empty;
  if (!ground || (isLoading && !ground.ok)) return html`<p class="soft waiting" role="status">${say("b.loading")}</p>`;
  if (!ground.ok) {
    return html`<h1 tabindex="-1">${say("b.what")}</h1>
      ${faultNote(callWords(ground.failure, say))}
      ${wayOn(ground.failure, empty)}
      ${office.control.pass !== null ? officeCorner(say, office) : ""}`;
  }
  const { agency: of, units, unit, isOffice, today } = ground.value;
  const k = of.publication_threshold;
  return html`${of.sample ? html`<p class="sample">${say("b.sample")}</p>` : ""}
    <h1 tabindex="-1">${unitOn(units, unit, today)?.name ?? unit}</h1>
    <div class="card">
      <h2>${say(isOffice ? "b.none.ratings" : "b.none")}</h2>
      <p>${say(isOffice ? "b.none.live" : "b.none.why", { k })}</p>
      ${unit === agency ? "" : html`<p><a href=${boardAddress}>${say("b.whole", { agency: unitOn(units, agency, today)?.name ?? of.name })}</a></p>`}
    </div>
    ${officeCorner(say, office)}`;
}

/** What to do after a failure. Trying once more helps against neither an unknown unit nor a key that may not see it. */
function wayOn(failure: CallFault, { say, agency, boardAddress, keyAddress, again }: Empty): TemplateResult {
  if (failure === "unknown-unit") return html`<p><a href=${boardAddress}>${say("b.whole", { agency })}</a></p>`;
  if (failure === "outside-subtree" && keyAddress !== null)
    return html`<p><a href=${keyAddress}>${say("b.key.own")}</a></p>`;
  return html`<p>${actionButton(say("b.again"), { press: again })}</p>`;
}
