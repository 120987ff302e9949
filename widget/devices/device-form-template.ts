import { html, nothing, type TemplateResult } from "lit/html.js";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { actionButton, checkField, chooseField, faultNote, lineField } from "../ui/controls-template.ts";
import type { DeviceDraft, DeviceField, Hours } from "./device-draft.ts";
import { hoursWords } from "./device-words.ts";
import { type DevicesKey, pickDevicesMessages } from "./devices-messages.ts";

/** The form of a new or a changed device. */
export type DeviceForm = {
  readonly office: Pick<OfficeDeps, "language">;
  readonly draft: DeviceDraft;
  readonly isNew: boolean;
  /** Touchpoints that a device can stand at: id and name. */
  readonly touchpoints: readonly (readonly [id: string, name: string])[];
  readonly faults: readonly DeviceField[];
  readonly fault: string | null;
  readonly isBusy: boolean;
  readonly set: (change: Partial<DeviceDraft>) => void;
  readonly save: () => void;
  readonly leave: () => void;
};

/** Draws the form. What is wrong stands at its field. */
export function deviceForm(form: DeviceForm): TemplateResult {
  const { office, draft, isNew, touchpoints, faults, fault, isBusy, set, save, leave } = form;
  const say = pickDevicesMessages(office.language);
  const below = (field: DeviceField, key: DevicesKey): TemplateResult | typeof nothing =>
    faults.includes(field) ? html`<p class="fault">${say(key)}</p>` : nothing;
  const send = (event: Event): void => {
    event.preventDefault();
    if (!isBusy) save();
  };
  const pinHint = say(isNew ? "dv.pin.new" : "dv.pin.edit");
  return html`<form class="card" novalidate @submit=${send}>
    ${chooseField({
      ...{ id: "dv-touchpoint", label: say("dv.touchpoint"), value: draft.touchpoint },
      choices: [["", say("dv.touchpoint.choose")], ...touchpoints],
      chosen: (touchpoint) => set({ touchpoint }),
    })}
    <p class="soft">${say(touchpoints.length === 0 ? "dv.touchpoint.none" : "dv.touchpoint.hint")}</p>
    ${below("touchpoint", "dv.f.touchpoint")}
    ${lineField({ id: "dv-name", label: say("dv.name.field"), hint: say("dv.name.hint"), value: draft.name, typed: (name) => set({ name }) })}
    ${below("name", "dv.f.name")}
    ${lineField({ id: "dv-pin", label: say("dv.pin"), hint: pinHint, most: 8, value: draft.pin, typed: (pin) => set({ pin }) })}
    ${below("pin", "dv.f.pin")} ${hoursField(form)} ${below("opening_hours", "dv.hours.bad")}
    ${faultNote(fault)}
    <div class="row">
      <button class="main" aria-disabled=${isBusy ? "true" : nothing}>${say(isNew ? "dv.make" : "dv.save")}</button>
      ${actionButton(say("dv.leave"), { press: leave })}
    </div>
  </form>`;
}

function hoursField({ office, draft, set }: DeviceForm): TemplateResult {
  const say = pickDevicesMessages(office.language);
  const { hours } = draft;
  const put = (place: number, change: Partial<Hours>): void =>
    set({ hours: hours.map((one, at) => (at === place ? { ...one, ...change } : one)) });
  const row = (one: Hours, place: number): TemplateResult => {
    const id = `dv-hours-${place}`;
    const tick = (day: number): TemplateResult =>
      checkField({
        ...{ id: `${id}-${day}`, label: say(`dv.d.${day}` as DevicesKey), isOn: one.days.includes(day) },
        set: (isOn) => put(place, { days: isOn ? [...one.days, day] : one.days.filter((other) => other !== day) }),
      });
    const time = (end: "from" | "to"): TemplateResult => html`<div>
      <label for="${id}-${end}">${say(`dv.hours.${end}`)}</label>
      <input
        id="${id}-${end}"
        type="time"
        .value=${one[end]}
        aria-describedby="${id}-words"
        @change=${(event: Event) => put(place, { [end]: (event.target as HTMLInputElement).value })}
      />
    </div>`;
    const isRight = one.days.length > 0 && one.from !== "" && one.from < one.to;
    return html`<fieldset class="hours">
      <legend>${say("dv.hours")} ${place + 1}</legend>
      <div class="days">${[1, 2, 3, 4, 5, 6, 7].map(tick)}</div>
      <div class="tools">
        ${time("from")} ${time("to")}
        <div>${actionButton(say("dv.hours.remove"), { press: () => set({ hours: hours.filter((_, at) => at !== place) }), kind: "plain" })}</div>
      </div>
      <p class="understood" id="${id}-words">${isRight ? hoursWords(one, { say }) : say("dv.hours.bad")}</p>
    </fieldset>`;
  };
  const add = (): void => set({ hours: [...hours, { days: [1, 2, 3, 4, 5], from: "07:30", to: "11:30" }] });
  return html`<h2>${say("dv.hours")}</h2>
    <p class="soft">${say(hours.length === 0 ? "dv.hours.none" : "dv.hours.about")}</p>
    ${hours.map(row)}
    ${hours.length < 14 ? html`<div class="row">${actionButton(say("dv.hours.add"), { press: add })}</div>` : nothing}`;
}
