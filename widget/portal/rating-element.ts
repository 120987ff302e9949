import { overallQuestion } from "../../shared/levels.ts";
import type { Timers } from "../clock/start-clock.ts";
import type { ConfigAnswer, TouchpointAddress } from "../config/load-config.ts";
import { serverAddress } from "../config/server-address.ts";
import { isTouchpointId } from "../config/touchpoint-config.ts";
import { inLanguage, type Language, pickLanguage, pickMessages, type Say } from "../messages/messages.ts";
import { offeredReasons } from "../visit/asked-questions.ts";
import { draftContext, type DraftContext, type Now } from "../visit/feedback-draft.ts";
import { rated, type RateDeps } from "../visit/visit.ts";
import { ConfigController, type ConfigDeps, type Refusal } from "./config-controller.ts";
import { deliveryWords } from "./delivery-words.ts";
import { drawn, FaceScaleController, made } from "./face-scale-controller.ts";
import type { DrawMore, MoreHost, StartMore } from "./more-host.ts";
import { footNote, ratingFoot } from "./rating-foot-template.ts";
import { type KeeperDeps, VisitKeeper } from "./visit-keeper.ts";

/** From this width of the element on, in px, the faces stand side by side: each word fits its column at 16 px. */
const columnsFromPx = 520;

/** What the element needs, handed in by the composition. */
export type RatingDeps = KeeperDeps &
  Pick<ConfigDeps, "loadConfig"> & {
    /** Random key of the tab: it shows the server that one browser rated several times within minutes. */
    readonly browser: string;
    readonly now: () => Now;
    readonly timers: Timers;
    /** That many random bytes. */
    readonly random: (bytes: number) => Uint8Array;
    /** The script's own server, where no `server` attribute names another. */
    readonly defaultServer: string;
    /** Looks of the element, one sheet for all. */
    readonly sheet: CSSStyleSheet;
    /** Calls back once what was just drawn is to be seen. */
    readonly painted: (work: () => void) => void;
    /** Calls back once the browser has nothing to do. */
    readonly idle: (work: () => void) => void;
    /** Loads the second file; undefined if it can't be loaded now or has another version. */
    readonly loadMore: (use: (start: StartMore | undefined) => void) => void;
  };

/**
 * Behind the tag `<citizen-feedback>`: five faces, then reasons, questions and a comment, then thanks. Here are the faces, the
 * tap, and what becomes of it; all else is drawn by the second file, once that is there.
 *
 * Attributes: `touchpoint`, `server`, `service`, `dossier`, `page`, `lang` (`vi`, `en`), `theme` (`auto`, `light`, `dark`).
 * A change of `touchpoint`, `server`, `service` or `dossier` starts a new rating. None is ever written by the element.
 *
 * Events, all bubbling and composed: `feedback-captured` `{ id, revision, touchpoint, stored }` when an act of the person
 * has been kept (`stored`: `device` or `memory`); `feedback-receipted` `{ id, revision, touchpoint, outcome }`
 * (`accepted`, `duplicate`); `feedback-refused` `{ id, revision, touchpoint, outcome, problem }` (`problem.permanent`: no
 * later server could accept it). None tells level, reasons or comment: a host page that knows who is signed in must not
 * learn them from us.
 *
 * Parts: `panel`, `question`, `face`, `chip`, `chosen`, `field`, `button`, `main`, `status`, `ticket`, `foot`. Properties:
 * `--citizen-ink`, `-soft`, `-paper`, `-surface`, `-line`, `-control`, `-accent`, `-on-accent`, `-focus`, `-radius`, `-font`.
 */
export class RatingElement extends HTMLElement {
  declare private readonly _deps: RatingDeps;
  declare private readonly _root: ShadowRoot;
  declare private readonly _keeper: VisitKeeper;
  declare private readonly _asked: ConfigController;
  declare private readonly _faces: FaceScaleController;
  declare private readonly _panel: HTMLElement;
  declare private readonly _sign: Element;
  declare private readonly _status: HTMLElement;
  declare private readonly _told: HTMLElement;
  declare private readonly _again: HTMLElement;
  declare private readonly _place: HTMLElement;
  declare private readonly _foot: HTMLElement;
  /** As wide as the element, without height. It is observed in place of the element, since drawing never changes its size. */
  declare private readonly _gauge: HTMLElement;
  declare private readonly _sizes: ResizeObserver;
  declare private readonly _wanted: () => void;
  declare private _isWide: boolean;
  /** What the frame was drawn from. */
  declare private _frame: string | undefined;
  declare private _footOf: ConfigAnswer;
  declare private _isDrawn: boolean;
  declare private _isLoading: boolean;
  declare private _more: DrawMore | undefined;
  /** Whether the tap is to be seen before what opens below it is made. */
  declare private _isFresh: boolean;
  declare private _update: Promise<void> | undefined;

  constructor(deps: RatingDeps) {
    super();
    this._deps = deps;
    this._root = this.attachShadow({ mode: "open" });
    this._root.adoptedStyleSheets = [deps.sheet];
    const place = (): TouchpointAddress => this._where();
    const changed = (): void => void this._redraw();
    this._keeper = new VisitKeeper({ place, changed, tell: (event, detail) => this._tell(event, detail) }, deps);
    this._asked = new ConfigController({ place, changed, loadConfig: deps.loadConfig });
    this._faces = new FaceScaleController({ timers: deps.timers, chosen: (level) => this._rate(level) });
    this._gauge = this._root.appendChild(made("div"));
    this._sign = drawn("drawing", 64, "");
    this._status = made("p", { class: "status", part: "status", role: "status", tabindex: "-1" });
    this._told = made("div", { class: "told" }, this._sign, this._status);
    this._again = made("div", { class: "row" });
    this._place = made("div");
    this._foot = made("div");
    this._panel = made("div", { part: "panel", role: "group" });
    for (const type of ["keydown", "keyup", "keypress"]) this._panel.addEventListener(type, keepKey);
    this._wanted = () => this._loadMore();
    for (const type of ["pointerenter", "pointerdown", "focusin"]) this.addEventListener(type, this._wanted);
    // A frame later: if drawing adds or removes the page's scroll bar, the browser would report a resize loop.
    this._sizes = new ResizeObserver(() => requestAnimationFrame(() => this._measure()));
    this.reset();
  }

  static get observedAttributes(): string[] {
    return ["touchpoint", "server", "service", "dossier", "lang", "theme"];
  }

  attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    if (old !== value && name !== "lang" && name !== "theme") this.reset();
    this._redraw();
  }

  connectedCallback(): void {
    this._keeper.connect();
    this._measure();
    this._sizes.observe(this._gauge);
    this._asked.connect(this);
    addEventListener("online", this._wanted);
    this._redraw();
  }

  disconnectedCallback(): void {
    this._faces.settle();
    this._keeper.disconnect();
    this._sizes.disconnect();
    this._asked.disconnect();
    removeEventListener("online", this._wanted);
  }

  /** Starts over: no level, no reasons, an empty comment box. What was kept stays kept and is sent. */
  reset(): void {
    this._faces.forget();
    this._keeper.reset();
    this._asked.reset();
    this._redraw();
  }

  /** Draws soon; fulfilled once it is drawn. */
  private _redraw(): Promise<void> {
    this._update =
      this._update ||
      Promise.resolve().then(() => {
        this._update = undefined;
        this._draw();
      });
    return this._update;
  }

  private _given(name: string): string {
    return (this.getAttribute(name) || "").trim();
  }

  private _where(): TouchpointAddress {
    const server = serverAddress(this._given("server"), this._deps.defaultServer);
    return { server, touchpoint: this._given("touchpoint") };
  }

  private _tell(event: string, detail: Readonly<Record<string, unknown>>): void {
    const told = { ...detail, touchpoint: this._given("touchpoint") };
    this.dispatchEvent(new CustomEvent(event, { bubbles: true, composed: true, detail: told }));
  }

  private get _language(): Language {
    return pickLanguage(this._given("lang"));
  }

  private _measure(): void {
    const isWide = this._gauge.clientWidth >= columnsFromPx;
    if (isWide !== this._isWide) this._redraw();
    this._isWide = isWide;
  }

  private _loadMore(): void {
    if (this._isLoading || this._more || !this._frame) return;
    this._isLoading = true;
    this._deps.loadMore((start) => {
      this._isLoading = false;
      this._more = start?.(this._moreHost());
      this._redraw();
    });
  }

  private _moreHost(): MoreHost {
    return {
      root: this._root,
      place: this._place,
      told: this._status,
      now: () => ({
        ...{ language: this._language, server: this._where().server, config: this._asked.config },
        ...{ visit: this._keeper.visit, delivery: this._keeper.delivery, deps: this._rateDeps() },
        isTicketShown: this._keeper.delivery.state === "receipted",
      }),
      take: async (change) => {
        await this._keeper.take(change);
        await this._redraw();
      },
    };
  }

  private _rateDeps(): RateDeps {
    const { now, random, browser } = this._deps;
    const { form, channel } = this._asked.config;
    return {
      ...{ now: now(), random },
      plan: () => ({ hasMore: true, questions: [], asksPressure: false, isOneScreen: true }),
      fits: (reason, level) => offeredReasons(form.reasons, level, channel).some(({ id }) => id === reason),
      context: (): DraftContext => ({
        browser_key: browser,
        ...draftContext({
          ...{ attribute: (name) => this._given(name), address: location.href },
          ...{ locale: this._language, config: this._asked.config },
        }),
      }),
    };
  }

  private _rate(level: number): void {
    this._loadMore();
    // On a slow phone the chosen face is to be seen before what opens below it is made.
    this._isFresh = true;
    this._deps.painted(() => {
      this._isFresh = false;
      this._redraw();
    });
    void this._keeper.take(rated(this._keeper.visit, level, this._rateDeps()));
  }

  private _draw(): void {
    const { visit, delivery } = this._keeper;
    const config = this._asked.config;
    const say = pickMessages(this._language, config.texts);
    const { isWaiting } = this._asked;
    this._frameUp(say, visit.draft ? undefined : this._asked.refusal(say));
    this._faces.show(visit.level);
    // The thanks are the same for every level, also in the DOM.
    const { field } = this._faces;
    if (visit.step === "thanks") field.remove();
    else if (this._told.parentNode && !field.parentNode) this._panel.prepend(field);
    const { text, canSend } = deliveryWords(delivery, visit.isLate, say);
    if (this._status.textContent !== text) this._status.textContent = text;
    this._again.hidden = !canSend;
    (this._sign.lastChild as Element).setAttribute(
      "d",
      delivery.isThere || !text ? "M20 33l8 8 16-17" : "M32 19v16m0 9v0",
    );
    const marks = [this._isWide && "wide", isWaiting && "waiting", visit.step === "thanks" && "done", delivery.state];
    this._panel.className = ["panel", this._given("theme") || config.theme, ...marks].filter(Boolean).join(" ");
    if (this._more && !this._isFresh) this._more();
    if (isWaiting || this._isDrawn) return;
    this._isDrawn = true;
    this._deps.idle(this._wanted);
  }

  /** Builds what stands around the faces if language, question or config have changed. */
  private _frameUp(say: Say, refusal: Refusal | undefined): void {
    const { server, touchpoint } = this._where();
    const config = this._asked.config;
    const language = this._language;
    const overall = config.form.questions.find(({ id }) => id === overallQuestion);
    const question = overall ? inLanguage(overall.text, language) : say("q.kiosk");
    const frame = isTouchpointId(touchpoint) ? [language, question, refusal?.key].join() : "";
    if (frame === this._frame && this._footOf === this._asked.answer) return;
    const root = this._root;
    const panel = this._panel;
    panel.setAttribute("lang", language);
    panel.setAttribute("aria-label", say("x.region"));
    if (frame !== this._frame) {
      root.textContent = panel.textContent = this._again.textContent = "";
      root.append(this._gauge, frame ? panel : made("slot"));
      if (refusal) {
        const { key, next } = refusal;
        panel.append(made("p", { class: "question" }, say(key)));
        if (next) panel.append(footNote("", next.name, next.url));
      } else {
        const again = made("button", { type: "button", part: "button " }, say("b.again"));
        again.addEventListener("click", () => this._deps.outbox.sendNow(this._where().server));
        this._again.append(again);
        this._faces.draw(say, question);
        panel.append(this._faces.field, this._told, this._again, this._place);
      }
      panel.append(this._foot);
    }
    this._frame = frame;
    this._footOf = this._asked.answer;
    this._foot.textContent = "";
    this._foot.append(...ratingFoot({ say, language, config, server }));
  }
}

// The page's shortcuts are not meant for somebody who types here; Tab and Escape belong to everybody.
function keepKey(event: Event): void {
  if (!/^(Tab|Escape)$/.test((event as KeyboardEvent).key)) event.stopPropagation();
}
