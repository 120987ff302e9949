import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from "lit";
import type { AnswerOf } from "../office-ui/office-client.ts";
import { isLocal, problemWords } from "../office-ui/office-controls-template.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { actionButton, faultNote, type QrEncode, qrCode } from "../ui/controls-template.ts";
import { countdownWords, type DeviceRow, instantWords, type DeviceWordsDeps } from "./device-words.ts";

type Ticket = AnswerOf<"createDevice">;

/** What an enrolment works with. */
export type EnrolmentDeps = {
  readonly office: OfficeDeps;
  readonly words: () => DeviceWordsDeps;
  /** To be called when a tablet has used the code. */
  readonly enrolled: (device: DeviceRow) => void;
  /** To be called when somebody closes the code of a device. */
  readonly closed: (device: string) => void;
};

// Somebody stands at the tablet and looks at this page.
const askEveryMs = 3000;
const drawEveryMs = 5000;

/** An enrolment code while it is shown: its QR code, its time, and whether a tablet has used it. The code is kept nowhere. */
export class EnrolmentController implements ReactiveController {
  private readonly host: LitElement;
  private readonly deps: EnrolmentDeps;
  private ticket: Ticket | null = null;
  /** When the device was enrolled before this code, if it was. */
  private enrolledBefore: string | null = null;
  private done: DeviceRow | null = null;
  private encode: QrEncode = null;
  private fault: string | null = null;
  private isBusy = false;
  private stops: readonly (() => void)[] = [];

  constructor(host: LitElement, deps: EnrolmentDeps) {
    this.host = host;
    this.deps = deps;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.ticket && !this.done) this.watch();
  }

  hostDisconnected(): void {
    this.rest();
  }

  /** The device whose code is shown; null if none is. */
  get device(): string | null {
    return this.ticket?.device ?? null;
  }

  /** Shows a code that was just made. `before` is when its device was enrolled until then. */
  show(ticket: Ticket, before: string | null): void {
    this.ticket = ticket.pin === null && this.ticket ? { ...ticket, pin: this.ticket.pin } : ticket;
    this.enrolledBefore = before;
    this.done = null;
    this.fault = null;
    void this.loadEncode();
    this.watch();
    this.host.requestUpdate();
  }

  /** Takes the code from the screen. */
  forget(): void {
    this.rest();
    this.ticket = null;
    this.done = null;
    this.host.requestUpdate();
  }

  private async loadEncode(): Promise<void> {
    this.encode ??= (await import("uqr")).encode;
    this.host.requestUpdate();
  }

  private watch(): void {
    this.rest();
    const { every } = this.deps.office;
    this.stops = [every(askEveryMs, () => void this.ask()), every(drawEveryMs, () => this.host.requestUpdate())];
  }

  private rest(): void {
    for (const stop of this.stops) stop();
    this.stops = [];
  }

  private async ask(): Promise<void> {
    const { ticket } = this;
    if (!ticket) return;
    const { agency, client } = this.deps.office;
    const path = { agency, id: ticket.device };
    const { data } = await client.GET("/v1/agencies/{agency}/devices/{id}", { params: { path } });
    if (!data || ticket !== this.ticket || data.state !== "enrolled" || data.enrolled_at === this.enrolledBefore)
      return;
    this.done = data;
    this.rest();
    this.deps.enrolled(data);
    this.host.requestUpdate();
  }

  /** Asks for a further code of a device, and shows it. Returns why there is none; null if there is one. */
  async renew(device: string, before: string | null): Promise<string | null> {
    const { agency, client, language } = this.deps.office;
    this.isBusy = true;
    this.host.requestUpdate();
    const path = { agency, id: device };
    const { data, error } = await client.POST("/v1/agencies/{agency}/devices/{id}/codes", { params: { path } });
    this.isBusy = false;
    if (data) this.show(data, before);
    this.fault = error ? problemWords(error, language) : null;
    this.host.requestUpdate();
    return this.fault;
  }

  /** Draws the code; nothing if none is shown. */
  template(): TemplateResult | typeof nothing {
    const { ticket, done } = this;
    const words = this.deps.words();
    const { say } = words;
    if (!ticket) return nothing;
    const { agency, server } = this.deps.office;
    const { code, link, pin, expires_at } = ticket;
    const close = (): void => {
      this.forget();
      this.deps.closed(ticket.device);
    };
    const isOver = Date.parse(expires_at) <= words.nowMs();
    const status = done
      ? say("dv.code.done", { when: instantWords(done.enrolled_at ?? "", words) })
      : say("dv.code.waiting");
    return html`<section class="card slip" aria-labelledby="dv-code">
      <h2 id="dv-code" tabindex="-1">${say("dv.code")}</h2>
      ${
        done || isOver
          ? nothing
          : html`<p>${say("dv.code.about", { address: `${server}/kiosk/`, agency })}</p>
              ${isLocal(server) ? html`<p class="fault">${say("dv.code.local", { server })}</p>` : nothing}
              ${qrCode(link, say("dv.code.qr"), this.encode)}
              <p class="code">${code.slice(0, 4)} ${code.slice(4)}</p>`
      }
      ${done ? nothing : html`<p>${countdownWords(expires_at, words)}</p>`}
      ${pin === null ? nothing : html`<p><strong>${say("dv.code.pin", { pin })}</strong></p>`}
      <p role="status" class=${done ? "done" : ""}>${isOver && !done ? "" : status}</p>
      ${faultNote(this.fault)}
      <div class="row">
        ${done ? nothing : actionButton(say("dv.code.new"), { kind: isOver ? "main" : "", isBusy: this.isBusy, press: () => void this.renew(ticket.device, this.enrolledBefore) })}
        ${actionButton(say("dv.code.close"), { kind: done ? "main" : "", press: close })}
      </div>
    </section>`;
  }
}
