import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { dayWords, type SayOf } from "../messages/messages.ts";
import { readPages } from "../office-ui/office-client.ts";
import { askDialog, part, problemWords } from "../office-ui/office-controls-template.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { actionButton } from "../ui/controls-template.ts";
import { ClosingController } from "./closing-controller.ts";
import { PlacePageElement } from "./place-page-element.ts";
import { pageCheckTemplate, posterLinks, snippetsTemplate } from "./snippets-template.ts";
import { startHashing, servedVersion } from "./start-hashing.ts";
import {
  bodyOfDraft,
  type DraftField,
  draftFaults,
  draftOf,
  fieldsOf,
  isOfDevice,
  type TouchpointDraft,
  type TouchpointRow,
} from "./touchpoint-draft.ts";
import { touchpointForm } from "./touchpoint-form-template.ts";
import { type LoadedTouchpoints, touchpointFacts, touchpointsList, unitName } from "./touchpoints-list-template.ts";
import { pickTouchpointsMessages, type TouchpointsKey } from "./touchpoints-messages.ts";

/** The page *Điểm lấy ý kiến*: the list, and one touchpoint with what is put up for it. */
export class TouchpointsElement extends PlacePageElement<LoadedTouchpoints> {
  static override properties: PropertyDeclarations = {
    draft: { state: true },
    faults: { state: true },
    isAsked: { state: true },
    checked: { state: true },
    hash: { state: true },
  };
  declare private draft: TouchpointDraft | null;
  declare private faults: readonly DraftField[];
  declare private isAsked: boolean;
  declare private checked: string;
  declare private hash: string | null | undefined;
  declare private readonly closing: ClosingController;

  constructor(office: OfficeDeps) {
    super(office);
    this.draft = this.state["id"] === "new" ? this.newDraft() : null;
    this.faults = [];
    this.isAsked = false;
    this.checked = "";
    this.hash = undefined;
    this.closing = new ClosingController(this, {
      office,
      may: (scope) => this.may(scope),
      done: (words) => void this.settled(words),
    });
  }

  private get say(): SayOf<TouchpointsKey> {
    return pickTouchpointsMessages(this.office.language);
  }

  private newDraft(): TouchpointDraft {
    const { session, agency, today } = this.office;
    return draftOf(null, { unit: session.unit === agency ? "" : session.unit, today: today() });
  }

  protected async load(): Promise<LoadedTouchpoints> {
    const { agency, client } = this.office;
    const [places, forms] = await Promise.all([
      this.readPlaces(),
      readPages<{ readonly id: string }>((query) =>
        client.GET("/v1/agencies/{agency}/forms", { params: { path: { agency }, query } }),
      ),
    ]);
    return { ...places, forms: [...new Set(["default", ...(forms.rows ?? []).map(({ id }) => id)])] };
  }

  protected turnTo(id: string): void {
    this.draft = id === "new" ? this.newDraft() : null;
    this.faults = [];
    this.closing.forget();
  }

  protected titles(id: string): ReturnType<PlacePageElement<LoadedTouchpoints>["titles"]> {
    const { say } = this;
    const name = this.list.value?.rows.find((row) => row.id === id)?.name ?? say("tp.title");
    return { title: id === "new" ? say("tp.new.title") : name, back: say("tp.back") };
  }

  protected all(loaded: LoadedTouchpoints): TemplateResult {
    const { office, state, shown, more } = this;
    return touchpointsList({
      ...{ office, loaded, state, shown, more, canAdd: this.may("config:write") },
      find: (change) => {
        this.set({ ...change, n: "" });
        // The button that shows closed ones is gone then.
        if (change["closed"]) void this.focusOn("#tp-closed");
      },
      // A step of the browser's history, so that Back leads to the list.
      open: (id) => office.open("touchpoints", { ...state, id }),
    });
  }

  protected opened(loaded: LoadedTouchpoints, id: string): TemplateResult | typeof nothing {
    const { say } = this;
    const row = loaded.rows.find((one) => one.id === id);
    if (id === "new" && this.may("config:write")) return this.form(loaded, null);
    if (!row) return html`<p>${say("tp.missing")}</p>`;
    return html`${this.draft ? html`<h2>${say("tp.edit.title")}</h2>${this.form(loaded, row)}` : this.facts(loaded, row)}
      ${row.closed ? nothing : this.asking(row)} ${this.closing.template(row)}`;
  }

  /** What only an open touchpoint has: devices, lines to paste, posters. */
  private asking(row: TouchpointRow): TemplateResult {
    return html`${this.openTouchpoint(row)} ${isOfDevice(row) ? this.devices(row) : nothing}
    ${row.signed_only || row.channel === "kiosk" ? nothing : this.online(row)}`;
  }

  /** After closing or opening, the heading gets the focus, because the button is gone. */
  private async settled(words: string): Promise<void> {
    await this.list.run();
    await this.focusOn("h1");
    this.office.tell(words);
  }

  private facts(loaded: LoadedTouchpoints, row: TouchpointRow): TemplateResult {
    const { say } = this;
    const edit = (): void => {
      this.draft = draftOf(row, { unit: row.unit, today: this.office.today() });
      void this.focusOn("#tp-name");
    };
    return part(
      say("tp.facts"),
      html`${touchpointFacts(row, loaded, this.office)}
        ${this.may("config:write") ? html`<div class="row">${actionButton(say("tp.edit"), { press: edit })}</div>` : nothing}`,
    );
  }

  private form(loaded: LoadedTouchpoints, row: TouchpointRow | null): TemplateResult | typeof nothing {
    const { draft, faults, fault, isBusy, office } = this;
    if (!draft) return nothing;
    const set = (change: Partial<TouchpointDraft>): void => {
      // A field that loses the focus when the form closes changes nothing any more.
      if (this.draft) this.draft = { ...this.draft, ...change };
    };
    const leave = (): void => void this.show(row?.id ?? "");
    const known = row && { row, unitName: unitName(row.unit, loaded) };
    const { forms } = loaded;
    return touchpointForm({
      ...{ office, draft, known, forms, faults, fault, isBusy, set, leave },
      save: () => void this.save(),
    });
  }

  private async save(): Promise<void> {
    const { draft, say } = this;
    const { agency, client, language, today } = this.office;
    if (!draft) return;
    this.faults = draftFaults(draft);
    this.fault = null;
    if (this.faults.length > 0) return this.focusFault();
    this.isBusy = true;
    const body = { touchpoints: [bodyOfDraft(draft)] };
    const { data, error } = await client.PUT("/v1/agencies/{agency}/touchpoints", {
      params: { path: { agency } },
      body,
    });
    this.isBusy = false;
    if (error) {
      this.faults = fieldsOf(error);
      this.fault = this.faults.length > 0 ? null : problemWords(error, language);
      return this.focusFault();
    }
    const [saved] = data.data;
    await this.list.run();
    await this.show(saved?.id ?? "");
    const isLater = draft.from > today();
    const places = { name: draft.name, day: dayWords(draft.from, language) };
    this.office.tell(say(isLater ? "tp.saved-later" : "tp.saved", places));
  }

  private async focusFault(): Promise<void> {
    const [first] = this.faults;
    const ids: Readonly<Record<DraftField, string>> = {
      ...{ name: "tp-name", unit: "tp-unit", service: "tp-service", form: "tp-form", from: "tp-from" },
      client_limit: "tp-at-once",
    };
    if (first) await this.focusOn(`#${ids[first]}`);
  }

  private openTouchpoint(row: TouchpointRow): TemplateResult | typeof nothing {
    const { say } = this;
    if (!row.signed_only || !this.may("devices:write")) return nothing;
    const ask = (isAsked: boolean) => (): void => {
      this.isAsked = isAsked;
      this.fault = null;
    };
    return html`${part(say("tp.state"), html`<p>${say("tp.open.about")}</p><div class="row">${actionButton(say("tp.open"), { press: ask(true) })}</div>`)}
    ${askDialog(
      this.isAsked
        ? {
            ...{
              title: say("tp.open.title", { name: row.name }),
              body: say("tp.open.body"),
              confirm: say("tp.open.do"),
            },
            ...{ isBusy: this.isBusy, fault: this.fault, language: this.office.language },
            ...{ confirmed: () => void this.openNow(row), left: ask(false) },
          }
        : null,
    )}`;
  }

  private async openNow({ id, name }: TouchpointRow): Promise<void> {
    const { agency, client, language } = this.office;
    this.isBusy = true;
    const { error } = await client.POST("/v1/agencies/{agency}/touchpoints/{id}/open", {
      params: { path: { agency, id } },
    });
    this.isBusy = false;
    this.fault = error ? problemWords(error, language) : null;
    if (error) return;
    this.isAsked = false;
    await this.list.run();
    this.office.tell(this.say("tp.opened", { name }));
  }

  private devices({ id }: TouchpointRow): TemplateResult | typeof nothing {
    const { say } = this;
    if (!this.may("devices:write")) return nothing;
    const { open } = this.office;
    return part(
      say("tp.devices"),
      html`<p>${say("tp.devices.about")}</p>
        <div class="row">
          ${actionButton(say("tp.devices.enrol"), { kind: "main", press: () => open("devices", { id: "new", touchpoint: id }) })}
          ${actionButton(say("tp.devices.list"), { press: () => open("devices", { touchpoint: id }) })}
        </div>`,
    );
  }

  /** What is put up for people who use their own device: lines for a web page, and posters. */
  private online(row: TouchpointRow): TemplateResult {
    const { say } = this;
    const { server, language } = this.office;
    if (this.hash === undefined) void this.findHash();
    const of = { server, touchpoint: row.id, version: servedVersion, hash: this.hash ?? null };
    const snippets = { say, language, of, isHashless: this.hash === null, isPublished: row.comments === "published" };
    const page = { server, typed: this.checked, set: (typed: string) => (this.checked = typed) };
    const poster = part(say("tp.poster"), posterLinks(say, of));
    if (row.channel === "qr") return poster;
    return html`${part(say("tp.snippet"), snippetsTemplate(snippets))}
    ${part(say("tp.check"), pageCheckTemplate(say, page))} ${poster}`;
  }

  private async findHash(): Promise<void> {
    this.hash = await startHashing(this.office.server);
  }
}
