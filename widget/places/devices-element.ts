import { Task } from "@lit/task";
import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import { numberWords, type SayOf } from "../messages/messages.ts";
import {
  askDialog,
  knownUnits,
  problemWords,
  searchText,
  unitsOn,
  type UnitRow,
  wholeList,
} from "../office-ui/office-controls-template.ts";
import type { Problem } from "../office-ui/office-client.ts";
import { type OfficeDeps, OfficePageElement } from "../office-ui/office-page-element.ts";
import { actionButton, lineField, plainTable } from "../ui/controls-template.ts";
import {
  bodyOfDevice,
  type DeviceDraft,
  type DeviceField,
  deviceFaults,
  deviceFieldsOf,
  usualHours,
} from "./device-form.ts";
import { deviceForm } from "./device-form-template.ts";
import {
  alertsTemplate,
  coverageTemplate,
  type EventRow,
  eventsTemplate,
  factsTemplate,
  numbersTemplate,
  queueWords,
  stateWords,
} from "./device-template.ts";
import { agoWords, type DeviceRow, inOrderOfNeed, needsLook, type WordsDeps } from "./device-words.ts";
import { type DevicesKey, pickDevicesMessages } from "./devices-messages.ts";
import { EnrolmentController } from "./enrolment-controller.ts";
import placesStyles from "./places.css?inline";
import { QueueFileController } from "./queue-file-controller.ts";
import { backButton, failedList, part } from "./snippets-template.ts";
import type { TouchpointRow } from "./touchpoint-form.ts";

type Loaded = {
  readonly devices: readonly DeviceRow[];
  readonly touchpoints: ReadonlyMap<string, TouchpointRow>;
  readonly units: ReadonlyMap<string, UnitRow>;
  readonly timeZone: string;
};

const rowsAtOnce = 50;
const readEveryMs = 30_000;

/** The page *Thiết bị*: devices by how soon they need somebody, and one device with all that is known of it. */
export class DevicesElement extends OfficePageElement {
  static override properties: PropertyDeclarations = {
    state: { state: true },
    shown: { state: true },
    one: { state: true },
    draft: { state: true },
    faults: { state: true },
    fault: { state: true },
    isBusy: { state: true },
    typed: { state: true },
    events: { state: true },
  };
  static override styles: CSSResultGroup = [OfficePageElement.styles, unsafeCSS(placesStyles)];
  declare private readonly say: SayOf<DevicesKey>;
  declare private readonly list: Task<[], Loaded>;
  declare private readonly enrolment: EnrolmentController;
  declare private readonly file: QueueFileController;
  /** What stands in the address: `q`, `touchpoint`, `id` (`new` for a new one). */
  declare private state: Readonly<Record<string, string>>;
  declare private shown: number;
  /** The open device with all its gaps; the list has the newest of each alone. */
  declare private one: DeviceRow | null;
  declare private draft: DeviceDraft | null;
  declare private faults: readonly DeviceField[];
  declare private fault: string | null;
  declare private isBusy: boolean;
  /** The name that is typed to revoke a device; null while that is not asked. */
  declare private typed: string | null;
  declare private events: readonly EventRow[] | null;
  private stop: () => void = () => {};

  constructor(office: OfficeDeps) {
    super(office);
    this.say = pickDevicesMessages(office.language);
    this.state = office.query.read();
    this.shown = rowsAtOnce;
    this.one = null;
    this.draft = this.state["id"] === "new" ? this.newDraft(this.state["touchpoint"] ?? "") : null;
    this.faults = [];
    this.fault = null;
    this.isBusy = false;
    this.typed = null;
    this.events = null;
    this.list = new Task(this, { task: () => this.load(), args: () => [] });
    const words = (): WordsDeps => this.words();
    const enrolled = (device: DeviceRow): void => {
      if (device.id === this.state["id"]) this.one = device;
      void this.list.run();
    };
    this.enrolment = new EnrolmentController(this, { office, words, enrolled });
    this.file = new QueueFileController(this, { office, say: this.say, taken: (id) => void this.readOne(id) });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.office.every(readEveryMs, () => {
      void this.list.run();
      if (this.one) void this.readOne(this.one.id);
    });
    const { id } = this.state;
    if (id && id !== "new") void this.readOne(id);
  }

  override disconnectedCallback(): void {
    this.stop();
    super.disconnectedCallback();
  }

  private newDraft(touchpoint: string): DeviceDraft {
    return { name: "", touchpoint, pin: "", hours: usualHours };
  }

  private words(): WordsDeps {
    const { language, nowMs } = this.office;
    return { say: this.say, language, nowMs, timeZone: this.list.value?.timeZone ?? "Asia/Ho_Chi_Minh" };
  }

  private async load(): Promise<Loaded> {
    const { agency, client, today } = this.office;
    const path = { agency };
    const [devices, touchpoints, units, facts] = await Promise.all([
      wholeList<DeviceRow>((cursor) =>
        client.GET("/v1/agencies/{agency}/devices", { params: { path, query: { limit: "1000", ...cursor } } }),
      ),
      wholeList<TouchpointRow>((cursor) =>
        client.GET("/v1/agencies/{agency}/touchpoints", { params: { path, query: { limit: "1000", ...cursor } } }),
      ),
      knownUnits(this.office),
      client.GET("/v1/agencies/{agency}", { params: { path } }),
    ]);
    if (!devices || !touchpoints || !units) throw new Error("unreachable");
    return {
      devices,
      touchpoints: new Map(touchpoints.map((row) => [row.id, row])),
      units: unitsOn(units, today()),
      timeZone: facts.data?.time_zone ?? "Asia/Ho_Chi_Minh",
    };
  }

  private async readOne(id: string): Promise<void> {
    const path = { agency: this.office.agency, id };
    const { data } = await this.office.client.GET("/v1/agencies/{agency}/devices/{id}", { params: { path } });
    if (data && this.state["id"] === id) this.one = data;
  }

  private set(change: Readonly<Record<string, string>>): void {
    const entries = Object.entries({ ...this.state, ...change }).filter(([, value]) => value !== "");
    this.state = Object.fromEntries(entries);
    this.office.query.write(this.state);
  }

  /** Opens one device, or with nothing the list; the focus goes to its heading, or back to its row. */
  private async open(id: string): Promise<void> {
    const before = this.state["id"] ?? "";
    if (id !== before) this.enrolment.close();
    this.file.forget();
    this.draft = id === "new" ? this.newDraft(this.state["touchpoint"] ?? "") : null;
    this.faults = [];
    this.fault = null;
    this.events = null;
    this.one = this.list.value?.devices.find((device) => device.id === id) ?? null;
    this.set({ id });
    if (this.one) void this.readOne(id);
    await this.focusOn(id === "" ? `[data-row="${before}"]` : "h1");
  }

  private async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    const found =
      this.renderRoot.querySelector<HTMLElement>(selector) ?? this.renderRoot.querySelector<HTMLElement>("h1");
    found?.focus();
  }

  protected override render(): TemplateResult {
    const { say } = this;
    const loaded = this.list.value;
    if (loaded) return this.state["id"] ? this.opened(loaded, this.state["id"]) : this.all(loaded);
    const again = (): void => void this.list.run();
    const { language } = this.office;
    const pending = html`<p role="status">${say("dv.loading")}</p>`;
    return html`<h1 tabindex="-1">${say("dv.title")}</h1>
      ${this.list.render({ pending: () => pending, error: () => failedList({ language, word: say("dv.again"), again }) })}`;
  }

  private placeOf(
    { touchpoint, unit }: DeviceRow,
    { touchpoints, units }: Loaded,
  ): { unit: string; touchpoint: string } {
    return { unit: units.get(unit)?.name ?? unit, touchpoint: touchpoints.get(touchpoint)?.name ?? touchpoint };
  }

  private all(loaded: Loaded): TemplateResult {
    const { say, state } = this;
    const { language } = this.office;
    const found = this.found(loaded);
    const n = loaded.devices.filter(needsLook).length;
    const of = loaded.devices.filter((device) => device.state !== "revoked").length;
    const sum = { n: numberWords(n, language), of: numberWords(of, language) };
    const told = n > 0 ? say("dv.need-some", sum) : say("dv.need-none", sum);
    const find = (q: string): void => {
      this.shown = rowsAtOnce;
      this.set({ q, touchpoint: "" });
    };
    const more = (): void => {
      this.shown += rowsAtOnce;
    };
    return html`<h1 tabindex="-1">${say("dv.title")}</h1>
      <div class="row">${actionButton(say("dv.enrol"), { kind: "main", press: () => void this.open("new") })}</div>
      <div class="tools"><div>${lineField({ id: "dv-find", label: say("dv.find"), value: state["q"] ?? state["touchpoint"] ?? "", typed: find })}</div></div>
      <p role="status">${loaded.devices.length === 0 ? say("dv.none") : found.length === 0 ? say("dv.none-found") : told}</p>
      ${found.length === 0 ? nothing : this.table(found, loaded)}
      ${found.length > this.shown ? html`<div class="row">${actionButton(say("dv.more"), { press: more })}</div>` : nothing}`;
  }

  private found(loaded: Loaded): DeviceRow[] {
    const { q = this.state["touchpoint"] ?? "" } = this.state;
    const words = searchText(q).split(/\s+/).filter(Boolean);
    const fits = (device: DeviceRow): boolean => {
      const place = this.placeOf(device, loaded);
      const text = searchText(`${device.name} ${device.touchpoint} ${place.touchpoint} ${place.unit}`);
      return words.every((word) => text.includes(word));
    };
    return inOrderOfNeed(loaded.devices.filter(fits), this.office.language);
  }

  private table(found: readonly DeviceRow[], loaded: Loaded): TemplateResult {
    const { say } = this;
    const words = this.words();
    const rows = found.slice(0, this.shown).map((device) => {
      const place = this.placeOf(device, loaded);
      const look = needsLook(device);
      return [
        html`<button type="button" class="plain" data-row=${device.id} @click=${() => void this.open(device.id)}>${device.name}</button>`,
        place.touchpoint.includes(place.unit) ? place.touchpoint : `${place.touchpoint}, ${place.unit}`,
        html`<span class=${look ? "look" : ""}>${stateWords(device, words)}</span>`,
        agoWords(device.last_heartbeat_at, words),
        queueWords(device, words),
        device.heartbeat?.version ?? "–",
      ];
    });
    const heads = (["dv.name", "dv.place", "dv.state", "dv.sign", "dv.queue", "dv.version"] as const).map((key) =>
      say(key),
    );
    return plainTable({ caption: say("dv.title"), heads, rows, left: [1, 2, 3, 5] });
  }

  private opened(loaded: Loaded, id: string): TemplateResult {
    const { say } = this;
    const back = backButton(say("dv.back"), () => void this.open(""));
    if (id === "new") {
      const body = this.enrolment.device ? this.enrolment.template() : this.form(loaded, null);
      return html`${back}<h1 tabindex="-1">${say("dv.new.title")}</h1>${body}`;
    }
    const device = this.one ?? loaded.devices.find((one) => one.id === id);
    if (!device) return html`${back}<h1 tabindex="-1">${say("dv.title")}</h1><p>${say("dv.missing")}</p>`;
    const words = this.words();
    return html`${back}
      <h1 tabindex="-1">${device.name}</h1>
      <p><strong>${stateWords(device, words)}</strong></p>
      ${this.enrolment.template()} ${alertsTemplate(device, words)}
      ${this.draft ? html`<h2>${say("dv.edit.title")}</h2>${this.form(loaded, device)}` : nothing}
      ${factsTemplate(device, this.placeOf(device, loaded), words)} ${numbersTemplate(device, words)}
      ${coverageTemplate(device, words)} ${this.history(device, words)} ${this.file.template(device.id)} ${this.acts(device)}`;
  }

  private history(device: DeviceRow, words: WordsDeps): TemplateResult {
    const read = async (event: Event): Promise<void> => {
      if (!(event.target as HTMLDetailsElement).open || this.events) return;
      const { agency, client } = this.office;
      const path = { agency };
      const events = await wholeList<EventRow>((cursor) =>
        client.GET("/v1/agencies/{agency}/devices/events", { params: { path, query: { limit: "1000", ...cursor } } }),
      );
      this.events = events?.filter((one) => one.device === device.id) ?? null;
    };
    const body = this.events
      ? eventsTemplate(this.events, words)
      : html`<p role="status">${this.say("dv.loading")}</p>`;
    return html`<details @toggle=${(event: Event) => void read(event)}>
      <summary>${this.say("dv.events")}</summary>
      ${body}
    </details>`;
  }

  private acts(device: DeviceRow): TemplateResult {
    const { say } = this;
    const { language } = this.office;
    const edit = (): void => {
      const { name, touchpoint, opening_hours: hours } = device;
      this.draft = { name, touchpoint, pin: "", hours };
      void this.focusOn("#dv-name");
    };
    const renew = async (): Promise<void> => {
      const problem = await this.enrolment.renew(device.id, device.enrolled_at);
      this.fault = problem ? problemWords(problem, language) : null;
      void this.focusOn("#dv-code");
    };
    const ask = (typed: string | null): void => {
      this.typed = typed;
      this.fault = null;
    };
    const { name, state } = device;
    const typeName = { name, typed: this.typed ?? "", set: ask };
    return html`${part(
      say("dv.code.again"),
      html`<p>${say("dv.code.again.about")}</p><div class="row">${actionButton(say("dv.code.new"), { press: () => void renew() })}</div>`,
    )}
      <div class="row">
        ${actionButton(say("dv.edit"), { press: edit })}
        ${state === "revoked" ? nothing : actionButton(say("dv.revoke"), { press: () => ask("") })}
      </div>
      ${askDialog(
        this.typed === null
          ? null
          : {
              ...{ title: say("dv.revoke.title", { name }), body: say("dv.revoke.body"), confirm: say("dv.revoke.do") },
              ...{ isBusy: this.isBusy, fault: this.fault, language, typeName },
              ...{ confirmed: () => void this.revoke(device), left: () => ask(null) },
            },
      )}`;
  }

  private async revoke({ id, name }: DeviceRow): Promise<void> {
    const { agency, client, language, tell } = this.office;
    this.isBusy = true;
    const { error } = await client.DELETE("/v1/agencies/{agency}/devices/{id}", { params: { path: { agency, id } } });
    this.isBusy = false;
    this.fault = error ? problemWords(error, language) : null;
    if (error) return;
    this.typed = null;
    this.enrolment.close();
    await Promise.all([this.readOne(id), this.list.run()]);
    tell(this.say("dv.revoke.done", { name }));
    void this.focusOn("h1");
  }

  private form(loaded: Loaded, device: DeviceRow | null): TemplateResult | typeof nothing {
    const { draft, faults, fault, isBusy, office } = this;
    if (!draft) return nothing;
    const touchpoints = [...loaded.touchpoints.values()]
      .filter(({ channel }) => channel === "kiosk" || channel === "counter")
      .map(({ id, name, unit }) => [id, `${name} · ${loaded.units.get(unit)?.name ?? unit}`] as const);
    return deviceForm({
      ...{ office, draft, isNew: device === null, touchpoints, faults, fault, isBusy },
      set: (change) => {
        this.draft = { ...draft, ...this.draft, ...change };
      },
      save: () => void this.save(device),
      leave: () => void this.open(device?.id ?? ""),
    });
  }

  private async save(device: DeviceRow | null): Promise<void> {
    const { draft } = this;
    if (!draft) return;
    this.faults = deviceFaults(draft);
    this.fault = null;
    if (this.faults.length > 0) return this.focusFault();
    this.isBusy = true;
    const problem = device ? await this.change(device, draft) : await this.make(draft);
    this.isBusy = false;
    if (!problem) return;
    this.faults = deviceFieldsOf(problem);
    this.fault = this.faults.length > 0 ? null : problemWords(problem, this.office.language);
    await this.focusFault();
  }

  private async make(draft: DeviceDraft): Promise<Problem | null> {
    const { agency, client } = this.office;
    const answer = await client.POST("/v1/agencies/{agency}/devices", {
      params: { path: { agency } },
      body: bodyOfDevice(draft),
    });
    if (answer.error) return answer.error;
    this.enrolment.show(answer.data, null);
    void this.list.run();
    void this.focusOn("#dv-code");
    return null;
  }

  private async change({ id }: DeviceRow, draft: DeviceDraft): Promise<Problem | null> {
    const { agency, client, tell } = this.office;
    const body = bodyOfDevice(draft);
    const { data, error } = await client.PATCH("/v1/agencies/{agency}/devices/{id}", {
      params: { path: { agency, id } },
      body,
    });
    if (error) return error;
    await this.list.run();
    await this.open(id);
    this.one = data;
    tell(this.say("dv.saved", { name: data.name }));
    return null;
  }

  private async focusFault(): Promise<void> {
    const [first] = this.faults;
    if (first) await this.focusOn(first === "opening_hours" ? "#dv-hours-0-from" : `#dv-${first}`);
  }
}
