import { nothing, type LitElement, type ReactiveController, type TemplateResult } from "lit";
import type { AnswerOf, Problem } from "../office-ui/office-client.ts";
import { problemWords } from "../office-ui/office-controls-template.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import {
  bodyOfDevice,
  type DeviceDraft,
  type DeviceField,
  deviceFaults,
  deviceFieldsOf,
  usualHours,
} from "./device-draft.ts";
import { deviceForm } from "./device-form-template.ts";
import type { DeviceRow } from "./device-words.ts";
import { type LoadedDevices, placeWords } from "./devices-list-template.ts";

/** What the form of a device works with. */
export type DeviceEditDeps = {
  readonly office: OfficeDeps;
  readonly made: (ticket: AnswerOf<"createDevice">) => void;
  readonly changed: (device: DeviceRow) => void;
  /** The form was left without saving. */
  readonly left: () => void;
  readonly focusOn: (selector: string) => void;
};

/** The form of a device that is made or changed. A failed call loses nothing of what is typed. */
export class DeviceEditController implements ReactiveController {
  private readonly host: LitElement;
  private readonly deps: DeviceEditDeps;
  private draft: DeviceDraft | null = null;
  private faults: readonly DeviceField[] = [];
  private fault: string | null = null;
  private isBusy = false;

  constructor(host: LitElement, deps: DeviceEditDeps) {
    this.host = host;
    this.deps = deps;
    host.addController(this);
  }

  hostConnected(): void {}

  /** Whether a form is open. */
  get isOpen(): boolean {
    return this.draft !== null;
  }

  /** Opens the form of a new device, perhaps for a touchpoint. */
  begin(touchpoint: string): void {
    this.put({ name: "", touchpoint, pin: "", hours: usualHours });
  }

  /** Opens the form of a device. */
  edit({ name, touchpoint, opening_hours }: DeviceRow): void {
    this.put({ name, touchpoint, pin: "", hours: opening_hours });
  }

  /** Closes the form. */
  close(): void {
    this.put(null);
  }

  private put(draft: DeviceDraft | null): void {
    this.draft = draft;
    this.faults = [];
    this.fault = null;
    this.host.requestUpdate();
  }

  /** Draws the form; nothing if none is open. `device` is null for a new one. */
  template(loaded: LoadedDevices, device: DeviceRow | null): TemplateResult | typeof nothing {
    const { draft, faults, fault, isBusy } = this;
    const { office, left } = this.deps;
    if (!draft) return nothing;
    const touchpoints = [...loaded.touchpoints.values()]
      .filter(({ id, channel, closed }) => {
        const isOfDevice = channel === "kiosk" || channel === "counter";
        return isOfDevice && (!closed || id === device?.touchpoint);
      })
      .map(({ id, name, unit }): [string, string] => {
        const place = { touchpoint: name, unit: loaded.units.get(unit)?.name ?? unit };
        return [id, placeWords(place)];
      });
    return deviceForm({
      ...{ office, draft, isNew: device === null, touchpoints, faults, fault, isBusy, leave: left },
      set: (change) => {
        this.draft = { ...draft, ...this.draft, ...change };
        this.host.requestUpdate();
      },
      save: () => void this.save(draft, device),
    });
  }

  private async save(draft: DeviceDraft, device: DeviceRow | null): Promise<void> {
    this.faults = deviceFaults(draft);
    this.fault = null;
    const isRight = this.faults.length === 0;
    this.isBusy = isRight;
    this.host.requestUpdate();
    const problem = isRight ? await (device ? this.change(device.id, draft) : this.make(draft)) : null;
    this.isBusy = false;
    if (problem) {
      this.faults = deviceFieldsOf(problem);
      this.fault = this.faults.length > 0 ? null : problemWords(problem, this.deps.office.language);
    }
    this.host.requestUpdate();
    const [first] = this.faults;
    if (first) this.deps.focusOn(first === "opening_hours" ? "#dv-hours-0-from" : `#dv-${first}`);
  }

  private async make(draft: DeviceDraft): Promise<Problem | null> {
    const { agency, client } = this.deps.office;
    const body = bodyOfDevice(draft);
    const { data, error } = await client.POST("/v1/agencies/{agency}/devices", { params: { path: { agency } }, body });
    if (data) this.deps.made(data);
    return error ?? null;
  }

  private async change(id: string, draft: DeviceDraft): Promise<Problem | null> {
    const { agency, client } = this.deps.office;
    const params = { path: { agency, id } };
    const body = bodyOfDevice(draft);
    const { data, error } = await client.PATCH("/v1/agencies/{agency}/devices/{id}", { params, body });
    if (data) this.deps.changed(data);
    return error ?? null;
  }
}
