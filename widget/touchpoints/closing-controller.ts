import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import { dayWords } from "../messages/messages.ts";
import { dayField, modal, part, problemWords } from "../office-ui/office-controls-template.ts";
import { DeedController, type OfficeDeps } from "../office-ui/office-page-element.ts";
import { actionButton, faultNote } from "../ui/controls-template.ts";
import { bodyOfDraft, draftOf, isOfDevice, type TouchpointRow } from "./touchpoint-draft.ts";
import { pickTouchpointsMessages, type TouchpointsKey } from "./touchpoints-messages.ts";

/** What closing works with. `may`: whether the one who is signed in may close and open; `done`: it was saved. */
export type ClosingDeps = {
  readonly office: OfficeDeps;
  readonly may: (scope: "config:write" | "devices:write") => boolean;
  readonly done: (words: string) => void;
};

/** Closes a touchpoint from a day on, and opens it again. */
export class ClosingController {
  private readonly deps: ClosingDeps;
  /** The day that is asked for; null while the dialog is shut. */
  private day: string | null = null;
  private readonly deed: DeedController;

  constructor(host: Pick<ReactiveControllerHost, "requestUpdate">, deps: ClosingDeps) {
    this.deps = deps;
    this.deed = new DeedController(host);
  }

  /** Shuts the dialog, and forgets why the last try failed. */
  forget(): void {
    this.ask(null);
  }

  /** Draws whether the touchpoint is closed or will be, and the buttons. */
  template(row: TouchpointRow): TemplateResult | typeof nothing {
    const { office, may } = this.deps;
    const say = pickTouchpointsMessages(office.language);
    const { closed, closes_on, opens_on } = row;
    const places = { day: dayWords(closes_on ?? row.from, office.language) };
    const now = closed ? "tp.closed" : closes_on ? "tp.closes" : "tp.close";
    if (!may("config:write") && now === "tp.close") return nothing;
    const press = (): void => (now === "tp.close" ? this.ask(office.today()) : void this.open(row));
    return part(
      say(`${now}.title`),
      html`<p>${say(`${now}.about`, places)}</p>
        ${opens_on ? html`<p>${say("tp.closed.opens", { day: dayWords(opens_on, office.language) })}</p>` : nothing}
        ${closed && isOfDevice(row) ? this.devices(row) : nothing} ${this.day === null ? faultNote(this.fault()) : nothing}
        ${may("config:write") ? html`<div class="row">${actionButton(say(`${now}.do`), { press, isBusy: this.deed.isBusy })}</div>` : nothing}
        ${this.day === null ? nothing : this.dialog(row, this.day)}`,
    );
  }

  /** Devices keep their keys, because they may still have to send what they captured before. */
  private devices({ id }: TouchpointRow): TemplateResult | typeof nothing {
    const { office, may } = this.deps;
    const say = pickTouchpointsMessages(office.language);
    if (!may("devices:write")) return nothing;
    const list = (): void => office.open("devices", { touchpoint: id });
    return html`<p>${say("tp.closed.devices")}</p>
      <div class="row">${actionButton(say("tp.devices.list"), { press: list })}</div>`;
  }

  private dialog(row: TouchpointRow, day: string): TemplateResult {
    const { language, today } = this.deps.office;
    const say = pickTouchpointsMessages(language);
    const leave = (): void => this.ask(null);
    const isPast = day < today();
    const effects: readonly TouchpointsKey[] = [
      ...(["tp.close.refused", "tp.close.before"] as const),
      ...(isOfDevice(row) ? (["tp.close.devices"] as const) : []),
      "tp.close.back",
    ];
    return modal(
      say("tp.close.ask", { name: row.name }),
      leave,
      html`${dayField({ id: "tp-close-day", label: say("tp.close.day"), value: day, language, min: today(), typed: (typed) => this.ask(typed) })}
        <ul>${effects.map((key) => html`<li>${say(key)}</li>`)}</ul>
        ${faultNote(isPast ? say("tp.close.bad-day") : this.fault())}
        <div class="row">
          ${actionButton(say("tp.close.do"), { kind: "main", isBusy: isPast || this.deed.isBusy, press: () => void this.put(row, { day, isClosed: true }) })}
          ${actionButton(say("tp.leave"), { press: leave })}
        </div>`,
    );
  }

  private ask(day: string | null): void {
    this.day = day;
    this.deed.forget();
  }

  private fault(): string | null {
    return this.deed.problem && problemWords(this.deed.problem, this.deps.office.language);
  }

  /** Opens it from today on. A closing that is still to come is cancelled. */
  private open(row: TouchpointRow): Promise<void> {
    return this.put(row, { day: row.closes_on ?? this.deps.office.today(), isClosed: false });
  }

  private async put(row: TouchpointRow, { day, isClosed }: { day: string; isClosed: boolean }): Promise<void> {
    const { office, done } = this.deps;
    const { agency, client, language, today } = office;
    const saved = await this.deed.run(() =>
      client.PUT("/v1/agencies/{agency}/touchpoints", {
        params: { path: { agency } },
        body: { touchpoints: [bodyOfDraft({ ...draftOf(row, { unit: row.unit, today: day }), isClosed })] },
      }),
    );
    if (!saved) return;
    this.day = null;
    const key = !isClosed ? "tp.reopened" : day > today() ? "tp.closed-later" : "tp.closed-now";
    done(pickTouchpointsMessages(language)(key, { name: row.name, day: dayWords(day, language) }));
  }
}
