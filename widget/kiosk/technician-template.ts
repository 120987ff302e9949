import { html, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import type { KioskSay } from "../messages/kiosk-messages.ts";
import { pickTechnicalMessages, type TechnicalMessageKey, type TechnicalSay } from "../messages/technical-messages.ts";
import type { Language } from "../messages/messages.ts";
import type { EnrolController } from "./enrol-controller.ts";
import { codeRows, keyboard, pinRows } from "./keyboard-template.ts";
import type { DeviceStatus } from "./kiosk-deps.ts";
import { pager, pressButton } from "./press-button-template.ts";
import { type TechnicianController, touchCells, touchColumns } from "./technician-controller.ts";

/** What enrolment and the technician's screens are drawn from. */
export type TechnicianView = {
  readonly say: KioskSay;
  readonly language: Language;
  readonly technician: TechnicianController;
  readonly enrolling: EnrolController;
  /** How often drumming paused the screen since the page was opened. */
  readonly pauses: number;
  /** Milliseconds since 1970, by the wall clock. */
  readonly nowMs: number;
  /** Turns that many pages of a list on, or back. */
  readonly turn: (by: number) => void;
};

type Told = TechnicianView & { readonly say: TechnicalSay };

/** The technician's screen that is open, else enrolment. */
export function technicianScreen(given: TechnicianView): TemplateResult {
  const view = { ...given, say: pickTechnicalMessages(given.language, given.say) };
  const { screen } = view.technician.state;
  if (screen === "none") return enrol(view);
  return screen === "pin" ? pin(view) : screen === "status" ? status(view) : touchTest(view);
}

function pin({ say, technician }: Told): TemplateResult {
  const { digits, note } = technician.state;
  return html`<div class="head"><h1 id="head" tabindex="-1">${say("d.pin")}</h1></div>
    <p class="pin" aria-hidden="true">${"•".repeat(digits)}</p>
    <p class="sub wrong" role="status">${note ? say(note.key, { n: note.n }) : ""}</p>
    ${keyboard({ say, rows: pinRows, isCapital: false, pressed: (key) => technician.press(key) })}
    <div class="row">
      ${pressButton(say("d.close"), () => technician.close())}
      ${pressButton(say("d.pin.ok"), () => void technician.submit(), "main")}
    </div>`;
}

function status(view: Told): TemplateResult {
  const { say, technician, turn } = view;
  const { note, status: known } = technician.state;
  const { isTest } = technician;
  return html`<div class="head">
      <h1 id="head" tabindex="-1">${say("d.status")}</h1>
      <p class="sub" role="status">${note ? say(note.key, { n: note.n }) : ""}</p>
    </div>
    <dl class="list fill pages facts">
      ${known ? facts(known, view).map(([term, told]) => html`<div><dt>${term}</dt><dd>${told}</dd></div>`) : ""}
    </dl>
    ${pager(say, turn)}
    <div class="acts">
      ${pressButton(say(isTest ? "d.test.off" : "d.test.on"), () => technician.test(!isTest))}
      ${pressButton(say("d.send"), () => technician.sendNow())}
      ${pressButton(say("d.file"), () => void technician.saveQueue())}
      ${pressButton(say("d.touch"), () => technician.testTouch())}
    </div>
    <div class="row">${pressButton(say("d.close"), () => technician.close(), "main")}</div>`;
}

type Fact = readonly [term: string, told: string];

function facts(known: DeviceStatus, view: Told): Fact[] {
  const { say, language, nowMs, pauses } = view;
  const span = (ms: number): string => spanWords(ms, language);
  const { storage, battery, clockAheadMs: ahead } = known;
  const [used, all] = [storage.usage, storage.quota].map((bytes) => bytes !== null && bytesWords(bytes, language));
  const kept = say(storage.persisted ? "d.persisted" : "d.unpersisted");
  const clock = say(ahead && ahead > 0 ? "d.ahead" : "d.behind", { time: span(Math.abs(ahead ?? 0)) });
  const unknown = say("d.unknown");
  return [
    [say("d.device"), `${known.name} · ${known.device}`],
    [say("d.touchpoint"), known.touchpoint],
    [say("d.version"), known.version],
    [say("d.server"), known.serverVersion ?? unknown],
    [say("d.waiting"), say("d.waiting.n", { n: known.waiting, parked: known.parked })],
    [say("d.oldest"), known.oldestAgeMs === null ? "–" : span(known.oldestAgeMs)],
    [say("d.sequence"), String(known.sequence)],
    [say("d.clock"), ahead === null ? unknown : Math.abs(ahead) < 1000 ? say("d.right") : clock],
    [say("d.storage"), used && all ? `${say("d.storage.n", { used, all })} · ${kept}` : kept],
    [
      say("d.battery"),
      battery ? `${Math.round(battery.level * 100)}%${battery.charging ? ` · ${say("d.charging")}` : ""}` : unknown,
    ],
    [
      say("d.sync"),
      known.lastSyncMs === null ? unknown : say("d.ago", { time: span(Math.max(0, nowMs - known.lastSyncMs)) }),
    ],
    [say("d.pauses"), String(pauses)],
  ];
}

function touchTest({ say, technician }: Told): TemplateResult {
  const { cells } = technician.state;
  const over = (event: PointerEvent): void => technician.touchCell(cellAt(event));
  return html`<div class="cells" @pointerdown=${over} @pointermove=${over}>
      ${Array.from({ length: touchCells }, (_, cell) => html`<i class=${cells.has(cell) ? "on" : ""}></i>`)}
    </div>
    <p class="sub" role="status" id="head" tabindex="-1">${say("d.touch.how", { n: touchCells - cells.size })}</p>
    <div class="row">${pressButton(say("d.close"), () => technician.showStatus(), "main")}</div>`;
}

function cellAt({ clientX, clientY, currentTarget }: PointerEvent): number {
  const { left, top, width, height } = (currentTarget as Element).getBoundingClientRect();
  const column = Math.floor(((clientX - left) / width) * touchColumns);
  const row = Math.floor(((clientY - top) / height) * (touchCells / touchColumns));
  return column >= 0 && column < touchColumns ? row * touchColumns + column : -1;
}

/** Agency and one-time code, written on the screen's own keyboard, or filled in by a link. */
function enrol({ enrolling, say }: Told): TemplateResult {
  const { failure, isBusy, isUnsafe } = enrolling.state;
  if (isUnsafe) {
    return html`<div class="head" role="alert"><h1 id="head" tabindex="-1">${say("d.unsafe")}</h1></div>
      <div class="row">${pressButton(say("d.understood"), () => enrolling.close(), "main")}</div>`;
  }
  const told = failure ? say(`d.fail.${failure}` as TechnicalMessageKey) : say("d.how");
  return html`<div class="head">
      <h1 id="head" tabindex="-1">${say("d.enrol")}</h1>
      <p class=${failure ? "sub wrong" : "sub"} role="status">${told}</p>
    </div>
    <div class="fields">${field("agency", enrolling, say)}${field("code", enrolling, say)}</div>
    <div class="row">
      ${enrolling.state.isAsked ? pressButton(say("d.close"), () => enrolling.close()) : ""}
      <button type="button" class="button main" ?disabled=${isBusy} @press=${() => void enrolling.submit()}>
        ${say("d.go")}
      </button>
    </div>
    ${keyboard({ say, rows: codeRows, isCapital: false, pressed: (key) => enrolling.press(key) })}`;
}

function field(name: "agency" | "code", enrolling: EnrolController, say: TechnicalSay): TemplateResult {
  return html`<label class=${enrolling.state.field === name ? "current" : ""}
    ><span>${say(`d.${name}`)}</span>
    <input
      class="field"
      name=${name}
      inputmode="none"
      autocomplete="off"
      spellcheck="false"
      .value=${live(enrolling.state[name])}
      @focus=${() => enrolling.choose(name)}
      @input=${(event: Event) => enrolling.write(name, (event.target as HTMLInputElement).value)}
      @keydown=${(event: KeyboardEvent) => event.key === "Enter" && void enrolling.submit()}
  /></label>`;
}

const spanUnits = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
] as const;

/** Returns a span of time in words, in the largest unit that fits: `5 phút`, `3 days`. `ms` ≥ 0. */
export function spanWords(ms: number, language: string): string {
  const [unit, size] = spanUnits.find(([, size]) => ms >= size) ?? (["second", 1000] as const);
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(Math.floor(ms / size));
}

/** A number of bytes: `31 MB`, `10,7 GB`. */
export function bytesWords(bytes: number, language: string): string {
  const [size, sign] = bytes < 1e9 ? [1e6, "MB"] : [1e9, "GB"];
  const digits = new Intl.NumberFormat(language, { maximumFractionDigits: bytes < 1e9 ? 0 : 1 });
  return `${digits.format(bytes / size)} ${sign}`;
}
