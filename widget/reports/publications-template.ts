import { html, nothing, type TemplateResult } from "lit";
import { formatDay } from "../../shared/calendar/day.ts";
import { periodWords } from "../../shared/calendar/period.ts";
import { zoneDay } from "../../shared/calendar/zone-day.ts";
import { dayWords } from "../messages/messages.ts";
import { askDialog, problemWords } from "../office-ui/office-controls-template.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { actionButton, faultNote } from "../ui/controls-template.ts";
import { comingPublications } from "./coming-publications.ts";
import type { PublicationsController } from "./publications-controller.ts";
import type { ReportsSay } from "./reports-messages.ts";

/** What the part on publications is drawn with. */
export type PublicationsView = {
  readonly office: OfficeDeps;
  readonly control: PublicationsController;
  readonly mayPublish: boolean;
  readonly timeZone: string;
  readonly say: ReportsSay;
};

/** The part of the page that says what is published, what comes next, and publishes by hand. */
export function publicationsPart({ office, control, mayPublish, timeZone, say }: PublicationsView): TemplateResult {
  const { language, agency, today, tell } = office;
  const { latest, problem, asked } = control;
  const coming = latest === undefined ? [] : comingPublications(today(), latest?.day ?? null);
  const last = (): string => {
    if (!latest) return say("fi.pub.none");
    const at = dayWords(formatDay(zoneDay(timeZone)(Date.parse(latest.published_at))), language);
    return say("fi.pub.last", { version: latest.version, at, day: dayWords(latest.day, language) });
  };
  const line = ({ period, on, isDue }: (typeof coming)[number]): string =>
    say(isDue ? "fi.pub.due" : "fi.pub.on", { period: periodWords(period, language), day: dayWords(on, language) });
  const publish = (): void =>
    void control.publish((version, isNew) => tell(say(isNew ? "fi.pub.done" : "fi.pub.nothing", { version })));
  return html`<section>
    <h2>${say("fi.pub")}</h2>
    <p class="soft">${say("fi.pub.what")}</p>
    ${problem ? html`${faultNote(problemWords(problem, language))}${actionButton(say("fi.again"), { press: () => void control.load() })}` : nothing}
    ${
      latest === undefined
        ? nothing
        : html`<p>${last()}</p>
          <h3>${say("fi.pub.coming")}</h3>
          <ul>${coming.map((one) => html`<li>${line(one)}</li>`)}</ul>`
    }
    ${
      mayPublish
        ? html`<div class="row">${actionButton(say("fi.pub.now"), { press: () => control.show({ typed: "", isBusy: false, problem: null }) })}</div>`
        : nothing
    }
    ${askDialog(
      asked && {
        ...{
          title: say("fi.pub.now"),
          body: say("fi.pub.ask"),
          confirm: say("fi.pub.now"),
          isBusy: asked.isBusy,
          language,
        },
        fault: asked.problem && problemWords(asked.problem, language),
        confirmed: publish,
        left: () => control.show(null),
        typeName: { name: agency, typed: asked.typed, set: (typed) => control.show({ ...asked, typed }) },
      },
    )}
  </section>`;
}
