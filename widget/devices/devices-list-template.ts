import { html, nothing, type TemplateResult } from "lit/html.js";
import { searchText } from "../../shared/encodings/search-text.ts";
import { numberWords } from "../messages/messages.ts";
import type { RowOf } from "../office-ui/office-client.ts";
import type { UnitRow } from "../office-ui/office-controls-template.ts";
import { actionButton, lineField, plainTable } from "../ui/controls-template.ts";
import { queueWords, stateWords } from "./device-template.ts";
import { agoWords, type DeviceRow, inOrderOfNeed, needsLook, type DeviceWordsDeps } from "./device-words.ts";

/** Devices, and the names of where they stand. */
export type LoadedDevices = {
  readonly devices: readonly DeviceRow[];
  readonly touchpoints: ReadonlyMap<string, RowOf<"listTouchpoints">>;
  readonly units: ReadonlyMap<string, UnitRow>;
  readonly timeZone: string;
};

/** Names of where a device stands. */
export type DevicePlace = { readonly unit: string; readonly touchpoint: string };

/** Where a device stands. */
export function placeOf({ touchpoint, unit }: DeviceRow, { touchpoints, units }: LoadedDevices): DevicePlace {
  return { unit: units.get(unit)?.name ?? unit, touchpoint: touchpoints.get(touchpoint)?.name ?? touchpoint };
}

/** A touchpoint's name with its unit's, which stands once. */
export function placeWords({ unit, touchpoint }: DevicePlace): string {
  return touchpoint.includes(unit) ? touchpoint : `${touchpoint}, ${unit}`;
}

/** The list of devices. */
export type DevicesList = {
  readonly loaded: LoadedDevices;
  readonly words: DeviceWordsDeps;
  /** What is searched: part of a name, of a place, or of a touchpoint's id. */
  readonly q: string;
  /** How many rows are drawn at most. */
  readonly shown: number;
  readonly find: (q: string) => void;
  readonly more: () => void;
  readonly open: (id: string) => void;
};

/** Draws the list: what needs somebody first. */
export function devicesList(list: DevicesList): TemplateResult {
  const { loaded, words, q, shown, find, more, open } = list;
  const { say, language } = words;
  const found = inOrderOfNeed(foundDevices(loaded, q), language);
  const n = loaded.devices.filter(needsLook).length;
  const of = loaded.devices.filter(({ state }) => state !== "revoked").length;
  const sum = { n: numberWords(n, language), of: numberWords(of, language) };
  const told = n > 0 ? say("dv.need-some", sum) : say("dv.need-none", sum);
  return html`<div class="row">${actionButton(say("dv.enrol"), { kind: "main", press: () => open("new") })}</div>
    <div class="tools"><div>${lineField({ id: "dv-find", label: say("dv.find"), value: q, typed: find })}</div></div>
    <p role="status">${loaded.devices.length === 0 ? say("dv.none") : found.length === 0 ? say("dv.none-found") : told}</p>
    ${found.length === 0 ? nothing : table(found.slice(0, shown), list)}
    ${found.length > shown ? html`<div class="row">${actionButton(say("dv.more"), { press: more })}</div>` : nothing}`;
}

function foundDevices(loaded: LoadedDevices, q: string): DeviceRow[] {
  const words = searchText(q).split(/\s+/).filter(Boolean);
  return loaded.devices.filter((device) => {
    const { touchpoint, unit } = placeOf(device, loaded);
    const text = searchText(`${device.name} ${device.touchpoint} ${touchpoint} ${unit}`);
    return words.every((word) => text.includes(word));
  });
}

function table(devices: readonly DeviceRow[], { loaded, words, open }: DevicesList): TemplateResult {
  const { say } = words;
  const heads = (["dv.name", "dv.state", "dv.place", "dv.sign", "dv.queue", "dv.version"] as const).map((key) =>
    say(key),
  );
  // On narrow screens a row is a block, and has no heads above it.
  const named = (head: number, value: string): TemplateResult =>
    html`<span class="column-name">${heads[head]}: </span>${value}`;
  const rows = devices.map((device) => [
    html`<button type="button" class="plain" lang="vi" data-row=${device.id} @click=${() => open(device.id)}>${device.name}</button>`,
    html`<span class=${needsLook(device) ? "look" : ""}>${stateWords(device, words)}</span>`,
    html`<span lang="vi">${placeWords(placeOf(device, loaded))}</span>`,
    named(3, agoWords(device.last_heartbeat_at, words)),
    named(4, queueWords(device, words)),
    named(5, device.heartbeat?.version ?? "–"),
  ]);
  return html`<div class="rows">${plainTable({ caption: say("dv.title"), heads, rows, left: [1, 2, 3, 5] })}</div>`;
}
