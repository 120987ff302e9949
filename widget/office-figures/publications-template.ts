import { html, nothing, type TemplateResult } from "lit";
import { formatDay } from "../../shared/calendar/day.ts";
import { periodWords } from "../../shared/calendar/period.ts";
import { zoneDay } from "../../shared/calendar/zone-day.ts";
import { dayWords } from "../messages/messages.ts";
import { askDialog, problemWords, loadFault } from "../office-ui/office-controls-template.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { actionButton } from "../ui/controls-template.ts";
import { comingPublications } from "./coming-publications.ts";
import type { Publication, PublicationsController } from "./publications-controller.ts";
import type { FiguresSay } from "./figures-messages.ts";

/** What the part on publications is drawn with. */
export type PublicationsView = {
  readonly office: OfficeDeps;
  readonly control: PublicationsController;
  readonly mayPublish: boolean;
  readonly timeZone: string;
  readonly say: FiguresSay;
};

/** The part of the page that says what is published, what comes next, and publishes by hand. */
export function publicationsPart(view: PublicationsView): TemplateResult {
  const { office, control, mayPublish, say } = view;
  const { problem } = control;
  const ask = (): void => control.show({ typed: "", isBusy: false, problem: null });
  return html`<section>
    <h2>${say("fi.pub")}</h2>
    <p class="soft">${say("fi.pub.what")}</p>
    ${problem ? loadFault(problem, office.language, () => void control.load()) : nothing}
    ${control.latest === undefined ? nothing : known(control.latest, view)}
    ${mayPublish ? html`<div class="row">${actionButton(say("fi.pub.now"), { press: ask })}</div>` : nothing}
    ${dialog(view)}
  </section>`;
}

function known(latest: Publication | null, { office, control, timeZone, say }: PublicationsView): TemplateResult {
  const { language, today } = office;
  const last = (one: Publication): string => {
    const at = dayWords(formatDay(zoneDay(timeZone)(Date.parse(one.published_at))), language);
    return say("fi.pub.last", { version: one.version, at, day: dayWords(one.day, language) });
  };
  const lines = comingPublications(today(), latest?.day ?? null)
    .filter(({ period }) => !control.empty.has(period))
    .map(({ period, on, isDue }) =>
      say(isDue ? "fi.pub.due" : "fi.pub.on", { period: periodWords(period, language), day: dayWords(on, language) }),
    );
  return html`<p>${latest ? last(latest) : say("fi.pub.none")}</p>
    <h3>${say("fi.pub.coming")}</h3>
    <ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

function dialog({ office, control, say }: PublicationsView): TemplateResult | typeof nothing {
  const { asked } = control;
  const { agency, language, tell } = office;
  const done = (version: number, isNew: boolean): void =>
    tell(say(isNew ? "fi.pub.done" : "fi.pub.nothing", { version }));
  return askDialog(
    asked && {
      ...{ title: say("fi.pub.now"), body: say("fi.pub.ask"), confirm: say("fi.pub.now"), language },
      ...{ isBusy: asked.isBusy, fault: asked.problem && problemWords(asked.problem, language) },
      confirmed: () => void control.publish(done),
      left: () => control.show(null),
      typeName: { name: agency, typed: asked.typed, set: (typed) => control.show({ ...asked, typed }) },
    },
  );
}
