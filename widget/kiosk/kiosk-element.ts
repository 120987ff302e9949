import { html, render, type TemplateResult } from "lit/html.js";
import { type KioskSay, pickKioskMessages } from "../messages/kiosk-messages.ts";
import { commentField, noTyping, type Typing } from "./comment-field.ts";
import { type LaterParts, loadLaterParts } from "./load-later-parts.ts";
import { EnrolController } from "./enrol-controller.ts";
import { closed, countdown, foot, type Frame, header, type Looks, plainLooks, privacyLine } from "./frame-template.ts";
import { FitController } from "./fit-controller.ts";
import { IdleController, type IdleSettings } from "./idle-controller.ts";
import type { KioskDeps } from "./kiosk-deps.ts";
import { kioskSettings } from "../visit/asked-questions.ts";
import { PressController } from "./press-controller.ts";
import { ScanController } from "./scan-controller.ts";
import { ScreenController } from "./screen-controller.ts";
import { TechnicianController } from "./technician-controller.ts";
import { pauseMs } from "./touch-guard.ts";
import { mayRechoose, type VisitEvent } from "../visit/visit.ts";
import { VisitController } from "./visit-controller.ts";
import { visitScreen } from "./visit-template.ts";

/** The technician's screens wait longer than a visit, but not for ever. */
const technicianIdle: IdleSettings = { idleMs: 120_000, countdownMs: 10_000 };

/**
 * Behind the tag `<citizen-kiosk>`: fills the viewport with five faces; then reasons, a comment, thanks, and back. A touchpoint
 * of the channel `counter` asks for the service as well. Its deps hold all that it does on the device.
 *
 * Attribute: `enrol`, such as `H20.7K3M9Q2X`, fills the enrolment's screen in; it is taken off at once.
 */
export class KioskElement extends HTMLElement {
  declare private readonly deps: KioskDeps;
  declare private readonly root: ShadowRoot;
  declare private readonly visits: VisitController;
  declare private readonly presses: PressController;
  declare private readonly idle: IdleController;
  declare private readonly technician: TechnicianController;
  declare private readonly enrolling: EnrolController;
  declare private readonly scanning: ScanController;
  declare private readonly fit: FitController;
  declare private readonly screens: ScreenController;
  private looks: Looks = plainLooks;
  private typing: Typing = noTyping;
  private later: Partial<LaterParts> = {};
  private isPaused = false;
  private wasOccupied = false;
  declare private update: Promise<void> | undefined;
  private unwatch: () => void = () => {};

  constructor(deps: KioskDeps) {
    super();
    this.deps = deps;
    this.root = this.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets = [deps.sheet];
    const changed = (): void => void this.requestUpdate();
    const nowMs = (): number => deps.now().monotonicMs;
    this.technician = new TechnicianController(deps, changed);
    this.enrolling = new EnrolController(deps.enrol, changed);
    this.presses = new PressController(this.root, {
      nowMs,
      touched: (where) => this.touched(where),
      paused: () => this.pause(),
    });
    this.visits = new VisitController(deps, {
      locale: () => this.looks.language,
      isTest: () => this.technician.isTest,
      pausedMs: () => this.presses.guard.pausedMs,
      namesSomebody: (text) => this.later.checkFinds?.(text) === true,
      changed,
      left: () => this.wipe(),
    });
    this.idle = new IdleController(deps, { settings: () => this.idleSettings(), changed, over: () => this.leave() });
    this.scanning = new ScanController(deps.scan, {
      offered: () => (this.visits.config?.services ?? []).map(({ id }) => id),
      found: (code) => this.act({ kind: "choose-service", ...code }),
      failed: () => this.act({ kind: "back" }),
    });
    this.fit = new FitController(this.root, changed);
    this.screens = new ScreenController(this.root, {
      read: (texts) => this.looks.isSpoken && deps.read(texts, this.looks.language),
    });
    this.technician.watch(this.root, () => !this.visits.isUnderWay);
  }

  connectedCallback(): void {
    // A code is good once: it does not stay on the page.
    const given = this.getAttribute("enrol");
    this.removeAttribute("enrol");
    if (given) this.enrolling.fill(given);
    this.technician.watchKeys(this.ownerDocument);
    const unwatch = this.deps.watch(() => void this.requestUpdate());
    const size = new ResizeObserver(() => void this.requestUpdate());
    size.observe(this);
    this.unwatch = () => {
      unwatch();
      size.disconnect();
    };
    void this.requestUpdate().then(() => this.loadRest());
  }

  disconnectedCallback(): void {
    this.unwatch();
    this.leave();
    this.idle.disconnect();
    this.technician.disconnect();
    this.scanning.shown(null);
  }

  /** Loads the rest after the faces are drawn, and then draws the next screens ahead. */
  private async loadRest(): Promise<void> {
    this.later = await loadLaterParts();
    await this.requestUpdate();
    const { config } = this.visits;
    const { WarmUpController } = this.later;
    const isOccupied = (): boolean => this.isOccupied;
    if (config && WarmUpController)
      new WarmUpController(this.root, { timers: this.deps.timers, config, isOccupied }).run();
  }

  /** Draws soon; fulfilled once it is drawn. */
  requestUpdate(): Promise<void> {
    this.update =
      this.update ||
      Promise.resolve().then(() => {
        this.update = undefined;
        this.draw();
      });
    return this.update;
  }

  private draw(): void {
    this.watchIdling();
    const { isCounting } = this;
    const hadFocus = this.root.activeElement;
    render(this.drawn(isCounting), this.root);
    const { screenName, fit, visits } = this;
    fit.shown(screenName);
    this.screens.shown({ name: `${screenName} ${fit.page}`, isCounting, isTold: visits.isTold }, hadFocus);
    this.scanning.shown(this.root.querySelector("video"));
  }

  /** Whether somebody is there: has begun a visit, changed the looks, or is the technician. */
  private get isOccupied(): boolean {
    return this.visits.isUnderWay || this.looks !== plainLooks || this.technician.isOpen;
  }

  private watchIdling(): void {
    const { isOccupied } = this;
    if (isOccupied === this.wasOccupied) return;
    this.wasOccupied = isOccupied;
    this.deps.occupied(isOccupied);
    if (isOccupied) this.idle.touch();
    else this.idle.look();
  }

  private idleSettings(): IdleSettings | null {
    if (!this.isOccupied) return null;
    const form = this.visits.config?.form;
    return this.technician.isOpen ? technicianIdle : kioskSettings(form?.kiosk, form?.comment === true);
  }

  private touched(where: Element): void {
    // In the countdown's card the buttons decide. A touch beside the card means that somebody is there.
    if (this.isCounting && where.closest(".card")) return;
    this.stay();
  }

  private stay(): void {
    this.visits.linger();
    this.idle.touch();
  }

  private get isCounting(): boolean {
    return this.idle.stage?.kind === "countdown" && (this.visits.isUnderWay || this.technician.isOpen);
  }

  /** Nobody is there any more: the next person sees nothing of the one before. */
  private leave(): void {
    if (this.technician.isOpen) this.technician.close();
    if (this.visits.isUnderWay) this.visits.act({ kind: "leave" });
    else this.wipe();
  }

  private wipe(): void {
    this.looks = plainLooks;
    this.typing = noTyping;
    this.scanning.news = "";
    this.screens.forget();
    this.deps.hush();
    void this.requestUpdate();
  }

  private pause(): void {
    this.isPaused = true;
    this.deps.timers.after(pauseMs, () => {
      this.isPaused = false;
      void this.requestUpdate();
    });
    void this.requestUpdate();
  }

  private act(event: VisitEvent): void {
    if (event.kind === "go") this.scanning.news = "";
    this.visits.act(event);
  }

  private look(change: Partial<Looks>): void {
    this.looks = { ...this.looks, ...change };
    this.deps.hush();
    // The screen is read when somebody asks for it, and anew in the other language.
    void this.requestUpdate().then(() => (change.isSpoken || change.language) && this.screens.read());
  }

  private typed(key: string): void {
    const field = this.root.querySelector<HTMLTextAreaElement>("#comment");
    if (!field) return;
    const { value: text, selectionStart: start, selectionEnd: end } = field;
    const isTelex = this.looks.language === "vi";
    const { cursor, typing } = commentField({ text, start, end }, key, { typing: this.typing, isTelex });
    this.typing = typing;
    field.value = cursor.text;
    field.setSelectionRange(cursor.start, cursor.end);
    this.act({ kind: "type", text: cursor.text });
    void this.requestUpdate();
  }

  /** Whether a visit may begin. One that has begun goes on to its end. */
  private get mayAsk(): boolean {
    return this.deps.standing() === "ready" && !this.visits.config?.closed;
  }

  /** Name of what is shown; a new one takes the focus. */
  private get screenName(): string {
    const { visit, isUnderWay } = this.visits;
    const { technician, enrolling } = this;
    if (technician.isOpen) return technician.state.screen;
    if (isUnderWay) return `${visit.step} ${visit.question} ${visit.draft?.item.id}`;
    const standing = this.deps.standing();
    return `${standing} ${this.mayAsk} ${standing !== "ready" && !this.later.technicianScreen} ${enrolling.isOpen} ${enrolling.state.isUnsafe}`;
  }

  private drawn(isCounting: boolean): TemplateResult {
    const { looks, visits, technician, deps } = this;
    const { config, visit } = visits;
    const say = pickKioskMessages(looks.language, config?.texts ?? {});
    // The offline note says that ratings are kept. It makes sense only on a kiosk that can ask.
    const isOnline = deps.isOnline() || deps.standing() !== "ready";
    const canSpeak = deps.canRead(looks.language);
    const look = (change: Partial<Looks>): void => this.look(change);
    const frame: Frame = { say, config, looks, isOnline, isTest: technician.isTest, canSpeak, look };
    const isFirst = visit.step === "faces" && !visit.draft && this.mayAsk && !this.enrolling.isOpen;
    // Large letters leave no room for it at the foot, but beside or under the faces.
    const note = isFirst ? privacyLine(frame) : "";
    const isWhole = technician.isOpen || visit.step === "comment" || visit.step === "scan";
    const kind = `kiosk ${config?.theme ?? "auto"}${looks.isLarge ? " large" : ""}${looks.isContrast ? " contrast" : ""}`;
    return html`<div class=${kind} lang=${looks.language}>
      <div class=${`page at-${visit.step}`} ?inert=${isCounting}>
        ${header(frame)} ${this.main(say, looks.isLarge ? note : "")} ${isWhole ? "" : foot(frame, looks.isLarge ? "" : note)}
      </div>
      ${this.isPaused ? html`<div class="cover"><p class="card" role="alert">${say("w.pause")}</p></div>` : ""}
      ${isCounting ? countdown(say, this.idle.stage?.secondsLeft ?? 0, (stays) => (stays ? this.stay() : this.leave())) : ""}
    </div>`;
  }

  private main(say: KioskSay, note: string): TemplateResult {
    const { deps, visits, enrolling, later } = this;
    const { config, visit, isUnderWay } = visits;
    const standing = deps.standing();
    const { server } = deps;
    if (this.technician.isOpen || (!isUnderWay && (standing === "unenrolled" || enrolling.isOpen))) {
      return this.technicalMain(say);
    }
    if (!config || (!isUnderWay && !this.mayAsk)) {
      const askToEnrol = (): void => enrolling.open();
      return html`<main class="closed">${closed({ say, standing, config, enrol: askToEnrol })}</main>`;
    }
    const view = {
      ...{ say, language: this.looks.language, config, visit, server, note, scanNews: this.scanning.news },
      ...{ encode: later.encode ?? null, check: later.checkScreen ?? null },
      isKept: visits.isKept,
      mayRechoose: mayRechoose(visit, deps.now().monotonicMs),
      isCapital: this.typing.isCapital,
      act: (event: VisitEvent): void => this.act(event),
      typed: (key: string): void => this.typed(key),
      turn: this.fit.turn,
    };
    return html`<main class=${visit.step}>${visitScreen(view)}</main>`;
  }

  private technicalMain(say: KioskSay): TemplateResult {
    const { technicianScreen } = this.later;
    if (!technicianScreen) return html`<main class="closed"><h1>${say("a.soon")}</h1></main>`;
    const { technician, enrolling, deps, presses, looks, fit } = this;
    const screen = technician.isOpen ? technician.state.screen : enrolling.state.isUnsafe ? "closed" : "enrol";
    const view = {
      ...{ say, language: looks.language, technician, enrolling, turn: fit.turn },
      ...{ pauses: presses.guard.pauses, nowMs: deps.now().ms },
    };
    return html`<main class=${screen}>${technicianScreen(view)}</main>`;
  }
}
