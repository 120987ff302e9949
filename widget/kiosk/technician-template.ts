import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { TechnicalSay } from "../messages/technical-messages.ts";
import { keyboard, pinRows } from "./keyboard-template.ts";
import { bytesWords, spanWords } from "./span-words.ts";
import type { DeviceStatus } from "./kiosk-ports.ts";
import { pressButton } from "./press-button-template.ts";
import type { TechnicianController } from "./technician-controller.ts";
import { touchCells, touchColumns } from "./technician-controller.ts";

/** What the technician's screens are drawn from. */
export type TechnicianView = {
  readonly say: TechnicalSay;
  readonly language: string;
  readonly technician: TechnicianController;
  /** How often drumming paused the screen since the page was opened. */
  readonly pauses: number;
  /** Milliseconds since 1970, by the wall clock. */
  readonly nowMs: number;
};

/** The screen that is open. */
export function technicianScreen(view: TechnicianView): TemplateResult {
  const { screen } = view.technician.state;
  return screen === "pin" ? pin(view) : screen === "status" ? status(view) : touchTest(view);
}

function pin({ say, technician }: TechnicianView): TemplateResult {
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

function status(view: TechnicianView): TemplateResult {
  const { say, technician } = view;
  const { note, status: known } = technician.state;
  const { isTest } = technician;
  return html`<div class="head">
      <h1 id="head" tabindex="-1">${say("d.status")}</h1>
      <p class="sub" role="status">${note ? say(note.key, { n: note.n }) : ""}</p>
    </div>
    <dl class="facts" tabindex="0">
      ${known ? facts(known, view).map(([term, told]) => html`<div><dt>${term}</dt><dd>${told}</dd></div>`) : ""}
    </dl>
    <div class="services">
      ${pressButton(say(isTest ? "d.test.off" : "d.test.on"), () => technician.test(!isTest))}
      ${pressButton(say("d.send"), () => technician.sendNow())}
      ${pressButton(say("d.file"), () => void technician.saveQueue())}
      ${pressButton(say("d.touch"), () => technician.testTouch())}
    </div>
    <div class="row">${pressButton(say("d.close"), () => technician.close(), "main")}</div>`;
}

type Fact = readonly [term: string, told: string];

function facts(known: DeviceStatus, view: TechnicianView): Fact[] {
  const { say, language, nowMs, pauses } = view;
  const span = (ms: number): string => spanWords(ms, language);
  const { storage, battery, clockAheadMs: ahead } = known;
  const { used, all } = {
    used: storage.usage === null ? "" : bytesWords(storage.usage, language),
    all: storage.quota === null ? "" : bytesWords(storage.quota, language),
  };
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

function touchTest({ say, technician }: TechnicianView): TemplateResult {
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
