import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import type { SayOf } from "../messages/messages.ts";
import { type AnswerOf, readPages } from "../office-ui/office-client.ts";
import { askDialog, loadingNote, part, problemWords } from "../office-ui/office-controls-template.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { actionButton } from "../ui/controls-template.ts";
import { DeviceEditController } from "./device-edit-controller.ts";
import {
  alertsTemplate,
  coverageTemplate,
  type EventRow,
  eventsTemplate,
  deviceFacts,
  numbersTemplate,
  stateWords,
} from "./device-template.ts";
import type { DeviceRow, DeviceWordsDeps } from "./device-words.ts";
import { devicesList, type LoadedDevices, placeOf } from "./devices-list-template.ts";
import { type DevicesKey, pickDevicesMessages } from "./devices-messages.ts";
import { EnrolmentController } from "./enrolment-controller.ts";
import { PlacePageElement } from "../touchpoints/place-page-element.ts";
import pageStyles from "./devices.css?inline";
import { QueueFileController } from "./queue-file-controller.ts";

const readEveryMs = 30_000;

/** The page *Thiết bị*: devices by how soon they need somebody, and one device with all that is known of it. */
export class DevicesElement extends PlacePageElement<LoadedDevices> {
  static override properties: PropertyDeclarations = {
    one: { state: true },
    typed: { state: true },
    events: { state: true },
  };
  static override styles: CSSResultGroup = [PlacePageElement.styles, unsafeCSS(pageStyles)];
  declare private readonly enrolment: EnrolmentController;
  declare private readonly edit: DeviceEditController;
  declare private readonly file: QueueFileController;
  /** The open device with all its gaps; the list has the newest of each alone. */
  declare private one: DeviceRow | null;
  /** The name that is typed to revoke a device; null while that is not asked. */
  declare private typed: string | null;
  declare private events: readonly EventRow[] | null;
  declare private stop: (() => void) | null;

  constructor(office: OfficeDeps) {
    super(office);
    Object.assign(this, { one: null, typed: null, events: null, stop: null });
    const words = (): DeviceWordsDeps => this.words();
    this.enrolment = new EnrolmentController(this, {
      office,
      words,
      enrolled: (device) => this.read(device),
      closed: (device) => void (this.state["id"] === "new" ? this.show(device) : this.focusOn("h1")),
    });
    this.edit = new DeviceEditController(this, {
      office,
      made: (ticket) => this.made(ticket),
      changed: (device) => void this.changed(device),
      left: () => void this.show(this.state["id"] === "new" ? "" : (this.state["id"] ?? "")),
      focusOn: (selector) => void this.focusOn(selector),
    });
    this.file = new QueueFileController(this, { office, words, taken: (id) => void this.readOne(id) });
    if (this.state["id"] === "new") this.edit.begin(this.state["touchpoint"] ?? "");
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.office.every(readEveryMs, () => {
      void this.list.run();
      if (this.one) void this.readOne(this.one.id);
    });
    void this.readOne(this.state["id"] ?? "");
  }

  override disconnectedCallback(): void {
    this.stop?.();
    super.disconnectedCallback();
  }

  private get say(): SayOf<DevicesKey> {
    return pickDevicesMessages(this.office.language);
  }

  private words(): DeviceWordsDeps {
    const { language, nowMs } = this.office;
    return { say: this.say, language, nowMs, timeZone: this.list.value?.timeZone ?? "Asia/Ho_Chi_Minh" };
  }

  protected async load(): Promise<LoadedDevices> {
    const { agency, client } = this.office;
    const path = { agency };
    const [devices, places, facts] = await Promise.all([
      readPages<DeviceRow>((query) => client.GET("/v1/agencies/{agency}/devices", { params: { path, query } })),
      this.readPlaces(),
      client.GET("/v1/agencies/{agency}", { params: { path } }),
    ]);
    if (!devices.rows) throw new Error("unreachable");
    return {
      devices: devices.rows,
      touchpoints: new Map(places.rows.map((row) => [row.id, row])),
      units: places.units,
      timeZone: facts.data?.time_zone ?? "Asia/Ho_Chi_Minh",
    };
  }

  private async readOne(id: string): Promise<void> {
    if (id === "" || id === "new") return;
    const path = { agency: this.office.agency, id };
    const { data } = await this.office.client.GET("/v1/agencies/{agency}/devices/{id}", { params: { path } });
    if (data) this.read(data);
  }

  private read(device: DeviceRow): void {
    if (this.state["id"] === device.id) this.one = device;
  }

  protected turnTo(id: string): void {
    this.enrolment.forget();
    this.file.forget();
    if (id === "new") this.edit.begin(this.state["touchpoint"] ?? "");
    else this.edit.close();
    this.events = null;
    this.one = this.list.value?.devices.find((device) => device.id === id) ?? null;
    void (id === "" ? this.list.run() : this.readOne(id));
  }

  protected titles(id: string): ReturnType<PlacePageElement<LoadedDevices>["titles"]> {
    const { say } = this;
    const title = id === "new" ? say("dv.new.title") : (this.deviceOf(id)?.name ?? say("dv.title"));
    return { title, back: say("dv.back") };
  }

  private deviceOf(id: string): DeviceRow | undefined {
    return this.one ?? this.list.value?.devices.find((device) => device.id === id);
  }

  protected all(loaded: LoadedDevices): TemplateResult {
    const { state, office } = this;
    const { q, touchpoint = "" } = state;
    return devicesList({
      ...{ loaded, words: this.words(), q: q ?? touchpoint, shown: this.shown, more: this.more },
      find: (typed) => this.set({ q: typed, touchpoint: "", n: "" }),
      // A step of the browser's history, so that Back leads to the list.
      open: (id) => office.open("devices", { ...state, id }),
    });
  }

  protected opened(loaded: LoadedDevices, id: string): TemplateResult | typeof nothing {
    if (id === "new") return this.enrolment.device ? this.enrolment.template() : this.edit.template(loaded, null);
    const device = this.deviceOf(id);
    if (!device) return html`<p>${this.say("dv.missing")}</p>`;
    const words = this.words();
    const isKnown = device.enrolled_at !== null || device.sequence.highest > 0;
    return html`<p><strong>${stateWords(device, words)}</strong></p>
      ${this.enrolment.template()} ${alertsTemplate(device, words)}
      ${isKnown || this.enrolment.device ? nothing : this.renewal(device)}
      ${this.edit.isOpen ? html`<h2>${this.say("dv.edit.title")}</h2>${this.edit.template(loaded, device)}` : nothing}
      ${deviceFacts(device, placeOf(device, loaded), words)} ${isKnown ? numbersTemplate(device, words) : nothing}
      ${coverageTemplate(device, words)}
      ${isKnown ? html`${this.history(device, words)} ${this.file.template(device.id)} ${this.renewal(device)}` : nothing}
      ${this.acts(device)}`;
  }

  private history(device: DeviceRow, words: DeviceWordsDeps): TemplateResult {
    const read = async (event: Event): Promise<void> => {
      if (!(event.target as HTMLDetailsElement).open || this.events) return;
      const { agency, client } = this.office;
      const path = { agency };
      const { rows } = await readPages<EventRow>((query) =>
        client.GET("/v1/agencies/{agency}/devices/events", { params: { path, query } }),
      );
      this.events = rows?.filter((one) => one.device === device.id) ?? null;
    };
    return html`<details @toggle=${(event: Event) => void read(event)}>
      <summary>${this.say("dv.events")}</summary>
      ${this.events ? eventsTemplate(this.events, words) : loadingNote(this.office.language)}
    </details>`;
  }

  private renewal({ id, enrolled_at }: DeviceRow): TemplateResult {
    const { say } = this;
    const renew = async (): Promise<void> => {
      this.fault = await this.enrolment.renew(id, enrolled_at);
      void this.focusOn("#dv-code");
    };
    const word = say(enrolled_at === null ? "dv.make" : "dv.code.new");
    return part(
      say(enrolled_at === null ? "dv.code" : "dv.code.again"),
      html`<p>${say(enrolled_at === null ? "dv.code.first" : "dv.code.again.about")}</p>
        ${this.typed === null && this.fault !== null ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
        <div class="row">${actionButton(word, { press: () => void renew() })}</div>`,
    );
  }

  private acts(device: DeviceRow): TemplateResult {
    const { say, office } = this;
    const { name, state } = device;
    const edit = (): void => {
      this.edit.edit(device);
      void this.focusOn("#dv-name");
    };
    const ask = (typed: string | null): void => {
      this.typed = typed;
      this.fault = null;
    };
    const revoke = {
      ...{ title: say("dv.revoke.title", { name }), body: say("dv.revoke.body"), confirm: say("dv.revoke.do") },
      ...{ isBusy: this.isBusy, fault: this.fault, language: office.language },
      typeName: { name, typed: this.typed ?? "", set: ask },
      ...{ confirmed: () => void this.revoke(device), left: () => ask(null) },
    };
    return html`<div class="row">
        ${actionButton(say("dv.edit"), { press: edit })}
        ${state === "revoked" ? nothing : actionButton(say("dv.revoke"), { press: () => ask("") })}
      </div>
      ${askDialog(this.typed === null ? null : revoke)}`;
  }

  private async revoke({ id, name }: DeviceRow): Promise<void> {
    const { agency, client, language, tell } = this.office;
    this.isBusy = true;
    const { error } = await client.DELETE("/v1/agencies/{agency}/devices/{id}", { params: { path: { agency, id } } });
    this.isBusy = false;
    this.fault = error ? problemWords(error, language) : null;
    if (error) return;
    this.typed = null;
    this.enrolment.forget();
    await Promise.all([this.readOne(id), this.list.run()]);
    tell(this.say("dv.revoke.done", { name }));
    void this.focusOn("h1");
  }

  private made(ticket: AnswerOf<"createDevice">): void {
    this.enrolment.show(ticket, null);
    void this.list.run();
    void this.focusOn("#dv-code");
  }

  private async changed(device: DeviceRow): Promise<void> {
    await this.list.run();
    await this.show(device.id);
    this.one = device;
    this.office.tell(this.say("dv.saved", { name: device.name }));
  }
}
