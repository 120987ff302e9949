import { Task } from "@lit/task";
import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import { dayWords, numberWords, type SayOf } from "../messages/messages.ts";
import {
  askDialog,
  knownUnits,
  problemWords,
  searchText,
  unitField,
  unitsOn,
  type UnitRow,
  wholeList,
} from "../office-ui/office-controls-template.ts";
import { type OfficeDeps, OfficePageElement } from "../office-ui/office-page-element.ts";
import { actionButton, chooseField, lineField, plainTable } from "../ui/controls-template.ts";
import placesStyles from "./places.css?inline";
import { backButton, failedList, pageCheckTemplate, part, posterLinks, snippetsTemplate } from "./snippets-template.ts";
import { servedHash, servedVersion } from "./start-served-hash.ts";
import {
  bodyOfDraft,
  type DraftField,
  draftFaults,
  draftOf,
  fieldsOf,
  type TouchpointDraft,
  type TouchpointRow,
} from "./touchpoint-form.ts";
import { touchpointForm } from "./touchpoint-form-template.ts";
import { pickTouchpointsMessages, type TouchpointsKey } from "./touchpoints-messages.ts";

type Loaded = {
  readonly rows: readonly TouchpointRow[];
  readonly units: ReadonlyMap<string, UnitRow>;
  readonly forms: readonly string[];
};

const channels = ["portal", "kiosk", "counter", "qr"] as const;
/** Rows that are drawn at once; a button draws so many more. */
const rowsAtOnce = 50;

/** The page *Điểm lấy ý kiến*: the list, and one touchpoint with what is put up for it. */
export class TouchpointsElement extends OfficePageElement {
  static override properties: PropertyDeclarations = {
    state: { state: true },
    shown: { state: true },
    draft: { state: true },
    faults: { state: true },
    fault: { state: true },
    isBusy: { state: true },
    isAsked: { state: true },
    checked: { state: true },
    hash: { state: true },
  };
  static override styles: CSSResultGroup = [OfficePageElement.styles, unsafeCSS(placesStyles)];
  declare private readonly say: SayOf<TouchpointsKey>;
  declare private readonly list: Task<[], Loaded>;
  /** What stands in the address: `q`, `unit`, `channel`, `id` (`new` for a new one). */
  declare private state: Readonly<Record<string, string>>;
  declare private shown: number;
  declare private draft: TouchpointDraft | null;
  declare private faults: readonly DraftField[];
  declare private fault: string | null;
  declare private isBusy: boolean;
  declare private isAsked: boolean;
  declare private checked: string;
  declare private hash: string | null | undefined;

  constructor(office: OfficeDeps) {
    super(office);
    this.say = pickTouchpointsMessages(office.language);
    this.state = office.query.read();
    this.shown = rowsAtOnce;
    this.draft = this.state["id"] === "new" ? this.newDraft() : null;
    this.faults = [];
    this.fault = null;
    this.isBusy = false;
    this.isAsked = false;
    this.checked = "";
    this.hash = undefined;
    this.list = new Task(this, { task: () => this.load(), args: () => [] });
  }

  private newDraft(): TouchpointDraft {
    const { session, agency, today } = this.office;
    return draftOf(null, { unit: session.unit === agency ? "" : session.unit, today: today() });
  }

  private async load(): Promise<Loaded> {
    const { agency, client, today } = this.office;
    const path = { agency };
    const [rows, units, forms] = await Promise.all([
      wholeList<TouchpointRow>((cursor) =>
        client.GET("/v1/agencies/{agency}/touchpoints", { params: { path, query: { limit: "1000", ...cursor } } }),
      ),
      knownUnits(this.office),
      wholeList<{ readonly id: string }>((cursor) =>
        client.GET("/v1/agencies/{agency}/forms", { params: { path, query: { ...cursor } } }),
      ),
    ]);
    if (!rows || !units) throw new Error("unreachable");
    const ids = [...new Set(["default", ...(forms ?? []).map(({ id }) => id)])];
    return { rows, units: unitsOn(units, today()), forms: ids };
  }

  private set(change: Readonly<Record<string, string>>): void {
    const entries = Object.entries({ ...this.state, ...change }).filter(([, value]) => value !== "");
    this.state = Object.fromEntries(entries);
    this.office.query.write(this.state);
  }

  /** Opens one touchpoint, or with nothing the list; the focus goes to its heading, or back to its row. */
  private async open(id: string): Promise<void> {
    const before = this.state["id"] ?? "";
    this.draft = id === "new" ? this.newDraft() : null;
    this.faults = [];
    this.fault = null;
    this.set({ id });
    await this.updateComplete;
    const row = id === "" ? this.renderRoot.querySelector<HTMLElement>(`[data-row="${before}"]`) : null;
    (row ?? this.renderRoot.querySelector<HTMLElement>("h1"))?.focus();
  }

  protected override render(): TemplateResult {
    const { say } = this;
    const loaded = this.list.value;
    if (loaded) return this.state["id"] ? this.one(loaded, this.state["id"]) : this.all(loaded);
    const again = (): void => void this.list.run();
    const { language } = this.office;
    const pending = html`<p role="status">${say("tp.loading")}</p>`;
    return html`<h1 tabindex="-1">${say("tp.title")}</h1>
      ${this.list.render({ pending: () => pending, error: () => failedList({ language, word: say("tp.again"), again }) })}`;
  }

  private nameOf(unit: string, { units }: Loaded): string {
    return units.get(unit)?.name ?? unit;
  }

  private all(loaded: Loaded): TemplateResult {
    const { say, state } = this;
    const { language } = this.office;
    const found = this.found(loaded);
    const of = loaded.rows.length;
    const n = numberWords(found.length, language);
    const count = found.length === of ? say("tp.count", { n }) : say("tp.shown", { n, of: numberWords(of, language) });
    return html`<h1 tabindex="-1">${say("tp.title")}</h1>
      <p>${say("tp.about")}</p>
      ${this.may("config:write") ? html`<div class="row">${actionButton(say("tp.add"), { kind: "main", press: () => void this.open("new") })}</div>` : nothing}
      <div class="tools">
        <div>${lineField({ id: "tp-find", label: say("tp.find"), value: state["q"] ?? "", typed: (q) => this.find({ q }) })}</div>
        <div>${unitField(this.office, { id: "tp-in", label: say("tp.unit-filter"), value: state["unit"] ?? "", chosen: (unit) => this.find({ unit }) })}</div>
        <div>${chooseField({
          ...{ id: "tp-of", label: say("tp.channel-filter"), value: state["channel"] ?? "" },
          choices: [["", say("tp.channel-all")], ...channels.map((one) => [one, say(`tp.c.${one}`)] as const)],
          chosen: (channel) => this.find({ channel }),
        })}</div>
      </div>
      <p role="status">${of === 0 ? say("tp.none") : found.length === 0 ? say("tp.none-found") : count}</p>
      ${found.length === 0 ? nothing : this.table(found, loaded)}
      ${found.length > this.shown ? this.more() : nothing}`;
  }

  private find(change: Readonly<Record<string, string>>): void {
    this.shown = rowsAtOnce;
    this.set(change);
  }

  private more(): TemplateResult {
    const press = (): void => {
      this.shown += rowsAtOnce;
    };
    return html`<div class="row">${actionButton(this.say("tp.more"), { press })}</div>`;
  }

  private found(loaded: Loaded): TouchpointRow[] {
    const { q = "", unit = "", channel = "" } = this.state;
    const words = searchText(q).split(/\s+/).filter(Boolean);
    const isWithin = (code: string): boolean => {
      let at: string | null | undefined = code;
      for (let steps = 0; at && at !== unit && steps < 20; steps += 1) at = loaded.units.get(at)?.parent;
      return at === unit;
    };
    return loaded.rows.filter((row) => {
      const text = searchText(`${row.name} ${row.id} ${row.unit} ${this.nameOf(row.unit, loaded)}`);
      const fits = (channel === "" || row.channel === channel) && (unit === "" || isWithin(row.unit));
      return fits && words.every((word) => text.includes(word));
    });
  }

  private table(found: readonly TouchpointRow[], loaded: Loaded): TemplateResult {
    const { say } = this;
    const rows = found
      .slice(0, this.shown)
      .map((row) => [
        html`<button type="button" class="plain" data-row=${row.id} @click=${() => void this.open(row.id)}>${row.name}</button>`,
        this.nameOf(row.unit, loaded),
        say(`tp.c.${row.channel}`),
        this.stateWords(row),
        html`<span class="id">${row.id}</span>`,
      ]);
    const heads = [say("tp.name"), say("tp.unit"), say("tp.channel"), say("tp.state"), say("tp.id")];
    return plainTable({ caption: say("tp.title"), heads, rows, left: [1, 2, 3, 4] });
  }

  private stateWords({ signed_only, comments }: TouchpointRow): string {
    const { say } = this;
    const state = say(signed_only ? "tp.s.signed" : "tp.s.open");
    return comments === "published" ? `${state} · ${say("tp.s.published")}` : state;
  }

  private one(loaded: Loaded, id: string): TemplateResult {
    const { say } = this;
    const row = loaded.rows.find((one) => one.id === id);
    const back = backButton(say("tp.back"), () => void this.open(""));
    if (id === "new" && this.may("config:write")) {
      return html`${back}<h1 tabindex="-1">${say("tp.new.title")}</h1>${this.form(loaded, null)}`;
    }
    if (!row) return html`${back}<h1 tabindex="-1">${say("tp.title")}</h1><p>${say("tp.missing")}</p>`;
    return html`${back}
      <h1 tabindex="-1">${row.name}</h1>
      ${this.draft ? html`<h2>${say("tp.edit.title")}</h2>${this.form(loaded, row)}` : this.facts(loaded, row)}
      ${this.openTouchpoint(row)} ${isOfDevice(row) ? this.devices(row) : nothing}
      ${row.signed_only || row.channel === "kiosk" ? nothing : this.online(row)}`;
  }

  private facts(loaded: Loaded, row: TouchpointRow): TemplateResult {
    const { say } = this;
    const { language } = this.office;
    const edit = async (): Promise<void> => {
      this.draft = draftOf(row, { unit: row.unit, today: this.office.today() });
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>("#tp-name")?.focus();
    };
    const facts: readonly (readonly [string, string | TemplateResult])[] = [
      [say("tp.unit"), this.nameOf(row.unit, loaded)],
      [say("tp.channel"), say(`tp.c.${row.channel}`)],
      [say("tp.service"), row.service ?? say("tp.service-none")],
      [say("tp.form"), row.form],
      [say("tp.state"), this.stateWords(row)],
      [say("tp.since"), dayWords(row.from, language)],
      [say("tp.id"), html`<span class="id">${row.id}</span>`],
    ];
    return part(
      say("tp.facts"),
      html`<dl class="facts">${facts.map(([name, fact]) => html`<div><dt>${name}</dt><dd>${fact}</dd></div>`)}</dl>
        ${this.may("config:write") ? html`<div class="row">${actionButton(say("tp.edit"), { press: () => void edit() })}</div>` : nothing}`,
    );
  }

  private form(loaded: Loaded, row: TouchpointRow | null): TemplateResult | typeof nothing {
    const { draft, faults, fault, isBusy, office } = this;
    if (!draft) return nothing;
    const set = (change: Partial<TouchpointDraft>): void => {
      this.draft = { ...draft, ...this.draft, ...change };
    };
    const leave = (): void => void this.open(row?.id ?? "");
    const known = row && { row, unitName: this.nameOf(row.unit, loaded) };
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
    await this.open(saved?.id ?? "");
    const isLater = draft.from > today();
    const places = { name: draft.name, day: dayWords(draft.from, language) };
    this.office.tell(say(isLater ? "tp.saved-later" : "tp.saved", places));
  }

  private async focusFault(): Promise<void> {
    await this.updateComplete;
    const [first] = this.faults;
    const ids: Readonly<Record<DraftField, string>> = {
      ...{ name: "tp-name", unit: "tp-unit", service: "tp-service", form: "tp-form", from: "tp-from" },
      client_limit: "tp-at-once",
    };
    if (first) this.renderRoot.querySelector<HTMLElement>(`#${ids[first]}`)?.focus();
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
    const { server } = this.office;
    if (this.hash === undefined) void this.findHash();
    const of = { server, touchpoint: row.id, version: servedVersion, hash: this.hash ?? null };
    const snippets = { say, of, isHashless: this.hash === null, isPublished: row.comments === "published" };
    const page = { server, typed: this.checked, set: (typed: string) => (this.checked = typed) };
    const poster = part(say("tp.poster"), posterLinks(say, of));
    if (row.channel === "qr") return poster;
    return html`${part(say("tp.snippet"), snippetsTemplate({ ...snippets, copy: (text) => void this.copy(text) }))}
    ${part(say("tp.check"), pageCheckTemplate(say, page))} ${poster}`;
  }

  private async findHash(): Promise<void> {
    this.hash = await servedHash(this.office.server);
  }

  private async copy(text: string): Promise<void> {
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    this.office.tell(this.say(isCopied ? "tp.copied" : "tp.not-copied"));
  }
}

function isOfDevice({ channel }: TouchpointRow): boolean {
  return channel === "kiosk" || channel === "counter";
}
