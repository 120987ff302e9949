import { html, nothing, type TemplateResult } from "lit";
import { formatDay, toDay } from "../../shared/calendar/day.ts";
import { dayWords, type Language, numberWords } from "../messages/messages.ts";
import { listTemplate, loadingNote, modal, problemWords } from "../office-ui/office-controls-template.ts";
import type { Session } from "../../shared/contract/session.ts";
import { actionButton, faultNote, textField } from "../ui/controls-template.ts";
import { clockWords, dayAt } from "./seen-ratings.ts";
import type { SetAside, SetAsidesController } from "./set-asides-controller.ts";
import type { SignsGround } from "./signs-ground.ts";
import { type SignsSay, signsKey } from "./signs-messages.ts";

/** What the list is drawn with. */
export type SetAsidesView = {
  readonly control: SetAsidesController;
  readonly ground: SignsGround;
  readonly session: Session;
  readonly say: SignsSay;
  readonly language: Language;
};

/** The list of set-asides, with what may be done with each. */
export function setAsidesList(view: SetAsidesView): TemplateResult {
  const { control, say, language } = view;
  return html`<section>
    <h2 tabindex="-1" id="set-asides">${say("sa.title")}</h2>
    <p class="soft">${say("sa.lead")}</p>
    ${listTemplate(control.list, language, (rows) =>
      rows.length === 0
        ? html`<p>${say("sa.none")}</p>`
        : html`<ul class="cards">${rows.map((one) => card(one, view))}</ul>`,
    )}
  </section>`;
}

const confirmDays = 7;

function card(one: SetAside, view: SetAsidesView): TemplateResult {
  const { control, session, say, language } = view;
  const { office } = one;
  const isOwn = office?.proposed_by === session.id;
  const last = dayWords(formatDay(toDay(one.announced_on) + confirmDays), language);
  const may = session.scopes.includes("set-asides:write") && session.unit === session.agency;
  return html`<li class="card" id="set-aside-${one.id}" tabindex="-1">
    <p><strong>${say(`sa.${one.state}`)}</strong> · ${what(one, view)}</p>
    <p class="said">${one.reason}</p>
    <p class="soft">${roleWords(one.role, say)}${one.n === null ? "" : ` · ${say("sa.people", { n: numberWords(one.n, language) })}`}</p>
    ${office && !office.complete ? html`<p role="status">${say("sa.moving")}</p>` : nothing}
    ${one.state === "proposed" ? html`<p>${say(isOwn ? "sa.own" : "sa.waits", { day: last })}</p>` : nothing}
    ${one.undo_reason === null ? nothing : html`<p class="said">${say("sa.undone")}: ${one.undo_reason}</p>`}
    ${
      may && one.state !== "undone"
        ? html`<div class="row">
            ${one.state === "proposed" && !isOwn ? actionButton(say("sa.confirm"), { press: () => control.ask("confirm", one), kind: "main" }) : nothing}
            ${actionButton(say(one.state === "proposed" ? "sa.back" : "sa.undo"), { press: () => control.ask("undo", one) })}
          </div>`
        : nothing
    }
    ${session.scopes.includes("audit:read") ? courseOf(one, view) : nothing}
  </li>`;
}

/** Which ratings it is about, in words. */
function what({ unit, from, to, office }: SetAside, { ground, say, language }: SetAsidesView): string {
  const place = office?.touchpoint ? ground.placeOf(office.touchpoint) : null;
  const signName = office?.sign ? signsKey(`si.${office.sign}`) : null;
  const where = place ? `${place.name}, ${place.unitName}` : unit ? ground.unitName(unit) : say("sa.whole");
  const days = from === to ? dayWords(from, language) : `${dayWords(from, language)} – ${dayWords(to, language)}`;
  return [signName ? say(signName) : say("sa.any"), where, days, hours(office, ground.timeZone)]
    .filter(Boolean)
    .join(" · ");
}

/** The hours of a span that is part of a day; empty for whole days. */
function hours(office: SetAside["office"], timeZone: string): string {
  if (!office) return "";
  const [from, to] = [clockWords(office.from, timeZone), clockWords(office.before, timeZone)];
  return from === "00:00" && to === "00:00" ? "" : `${from} – ${to}`;
}

function roleWords(role: string, say: SignsSay): string {
  const key = signsKey(`sa.role.${role}`);
  return key ? say(key) : role;
}

function courseOf(one: SetAside, view: SetAsidesView): TemplateResult {
  const { control, say, language } = view;
  const course = control.courses.get(one.id);
  const open = (event: Event): void => {
    if ((event.target as HTMLDetailsElement).open) void control.readCourse(one.id);
  };
  const shown = (): TemplateResult => {
    if (course === undefined) return loadingNote(language);
    if (!Array.isArray(course)) return faultNote("type" in course ? problemWords(course, language) : null);
    if (course.length === 0) return html`<p>${say("sa.course.none")}</p>`;
    return html`<ol>${course.map((entry) => html`<li>${entryWords(entry, view)}</li>`)}</ol>`;
  };
  return html`<details @toggle=${open}><summary>${say("sa.course")}</summary>${shown()}</details>`;
}

type Entry = {
  readonly at: string;
  readonly by: string;
  readonly by_name: string | null;
  readonly what: string;
  readonly why: string | null;
};

function entryWords(
  { at, by, by_name: name, what: did, why }: Entry,
  { ground, session, say, language }: SetAsidesView,
): string {
  const day = dayWords(formatDay(dayAt(at, ground.timeZone)), language);
  const key = signsKey(`sa.did.${did}`);
  const known: Readonly<Record<string, string>> = {
    server: say("sa.server"),
    root: say("sa.root"),
    [session.id]: say("sa.you"),
  };
  return say("sa.by", {
    ...{ at: `${clockWords(at, ground.timeZone)} ${day}`, who: known[by] ?? name ?? say("sa.id", { id: by }) },
    ...{ did: key ? say(key) : did, why: why ?? "" },
  });
}

/** The dialog before a set-aside takes effect or is undone. */
export function setAsideDialog({ control, say, language }: SetAsidesView): TemplateResult | typeof nothing {
  const { asked } = control;
  if (!asked) return nothing;
  const left = (): void => control.show(null);
  const isUndo = asked.what === "undo";
  const isReady = !isUndo || asked.reason.trim() !== "";
  const title = say(!isUndo ? "sa.confirm" : asked.one.state === "proposed" ? "sa.back" : "sa.undo");
  const reason = textField({
    ...{ id: "undo-reason", label: say("sa.reason"), value: asked.reason, most: 1000 },
    typed: (typed) => control.show({ ...asked, reason: typed }),
  });
  return modal(
    title,
    left,
    html`<p>${say(isUndo ? "sa.undo.what" : "sa.confirm.what")}</p>
      ${isUndo ? reason : html`<p class="said">${asked.one.reason}</p>`}
      ${faultNote(asked.problem && problemWords(asked.problem, language))}
      <div class="row">
        ${actionButton(title, { press: () => void control.act(), kind: "main", isBusy: asked.isBusy || !isReady })}
        ${actionButton(say("sa.leave"), { press: left })}
      </div>`,
  );
}
