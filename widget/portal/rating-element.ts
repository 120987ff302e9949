import { overallQuestion } from "../../shared/levels.ts";
import type { Timers } from "../clock/start-clock.ts";
import type { ConfigAnswer, TouchpointAddress } from "../config/load-config.ts";
import type { DrawnConfig } from "../config/touchpoint-config.ts";
import { noConfig } from "../config/touchpoint-config.ts";
import { serverAddress } from "../config/server-address.ts";
import { isTouchpointId } from "../config/touchpoint-config.ts";
import type { Language, Say } from "../messages/messages.ts";
import { inLanguage, pickLanguage, pickMessages } from "../messages/messages.ts";
import type { MessageKey } from "../messages/messages.ts";
import { offeredReasons } from "../visit/asked-form.ts";
import { draftContext, type DraftContext, type Now } from "../visit/feedback-draft.ts";
import { rated, type RateDeps } from "../visit/visit.ts";
import { deliveryWords } from "./delivery-words.ts";
import { drawn, FaceScaleController, made } from "./face-scale-controller.ts";
import type { DrawMore, StartMore } from "./more-host.ts";
import { footNote, ratingFoot } from "./rating-foot-template.ts";
import { VisitKeeper, type KeeperDeps } from "./visit-keeper.ts";

/** From this own width on, in px, the faces stand side by side: each word then fits its column at 16 px. */
const columnsFromPx = 520;

/** What the element needs, handed in by the composition. */
export type RatingDeps = KeeperDeps & {
  /** The browser's own random key, as long-lived as the tab; by it the server tells several ratings within minutes. */
  readonly browser: string;
  readonly now: () => Now;
  readonly timers: Timers;
  /** That many random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  /** The script's own server, where no `server` attribute names another. */
  readonly defaultServer: string;
  /** Looks of the element, one sheet for all. */
  readonly sheet: CSSStyleSheet;
  /** Shows a touchpoint's config once it is known; undefined first where that takes long, or where there is none. */
  readonly loadConfig: (at: TouchpointAddress, show: (answer: ConfigAnswer) => void) => void;
  /** Calls back once what was just drawn is to be seen. */
  readonly painted: (work: () => void) => void;
  /** Calls back once the browser has nothing to do. */
  readonly idle: (work: () => void) => void;
  /** Loads the second file; undefined where it cannot be had now, or is another version's. */
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
  declare private readonly _faces: FaceScaleController;
  declare private readonly _panel: HTMLElement;
  declare private readonly _sign: Element;
  declare private readonly _status: HTMLElement;
  declare private readonly _again: HTMLElement;
  declare private readonly _place: HTMLElement;
  declare private readonly _foot: HTMLElement;
  /** As wide as the element, without height: what is drawn by its width does not change its size again. */
  declare private readonly _gauge: HTMLElement;
  declare private readonly _sizes: ResizeObserver;
  declare private readonly _nearness: IntersectionObserver;
  declare private readonly _wanted: () => void;
  declare private _isNear: boolean;
  /** What the server said, and where it is from, or is being loaded from. */
  declare private _answer: ConfigAnswer;
  declare private _asked: string;
  /** Whether the built-in question was shown: it stays until the next rating, so that no two stand over one answer. */
  declare private _isBuiltIn: boolean;
  declare private _isWide: boolean;
  /** What the frame was drawn from. */
  declare private _frame: string;
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
    this._keeper = new VisitKeeper(
      {
        place: () => this._where(),
        changed: () => this._redraw(),
        tell: (event, detail) => this._tell(event, detail),
      },
      deps,
    );
    this._faces = new FaceScaleController({ timers: deps.timers, chosen: (level) => this._rate(level) });
    this._gauge = made("div");
    this._sign = drawn("drawing", 64, "");
    this._status = made("p", { class: "status", part: "status", role: "status", tabindex: "-1" });
    this._again = made("div", { class: "row" });
    this._place = made("div");
    this._foot = made("div");
    this._panel = made("div", { part: "panel", role: "group" });
    // The page's shortcuts are not meant for somebody who types here; Tab and Escape belong to everybody.
    for (const type of ["keydown", "keyup", "keypress"]) {
      this._panel.addEventListener(type, (event) => {
        if (!/^(Tab|Escape)$/.test((event as KeyboardEvent).key)) event.stopPropagation();
      });
    }
    this._wanted = () => this._loadMore();
    for (const type of ["pointerover", "pointerdown", "focusin"]) this.addEventListener(type, this._wanted);
    this._asked = this._frame = "";
    // A frame later, since a page whose scroll bar comes or goes by what is drawn would report a loop.
    this._sizes = new ResizeObserver(() => requestAnimationFrame(() => this._measure()));
    // Nothing is asked of the server before the element comes near the person's eyes.
    const near: IntersectionObserverCallback = (entries) => {
      this._isNear = this._isNear || entries.some((entry) => entry.isIntersecting);
      this._load();
    };
    this._nearness = new IntersectionObserver(near, { rootMargin: "300px" });
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
    this._nearness.observe(this);
    addEventListener("online", this._wanted);
    this._redraw();
  }

  disconnectedCallback(): void {
    this._faces.settle();
    this._keeper.disconnect();
    this._sizes.disconnect();
    this._nearness.disconnect();
    removeEventListener("online", this._wanted);
  }

  /** Starts over: no level, no reasons, an empty comment box. What was kept stays kept and is sent. */
  reset(): void {
    this._faces.forget();
    this._keeper.reset();
    this._isBuiltIn = false;
    this._load();
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

  private _where(): { readonly server: string; readonly touchpoint: string } {
    return {
      server: serverAddress(this._given("server"), this._deps.defaultServer),
      touchpoint: this._given("touchpoint"),
    };
  }

  private _tell(event: string, detail: Readonly<Record<string, unknown>>): void {
    const { touchpoint } = this._where();
    this.dispatchEvent(new CustomEvent(event, { bubbles: true, composed: true, detail: { ...detail, touchpoint } }));
  }

  private get _language(): Language {
    return pickLanguage(this._given("lang"));
  }

  /** What is drawn from. Where the built-in question stands, its own question and version are none of the form's. */
  private get _config(): DrawnConfig {
    const config = typeof this._answer === "object" ? this._answer : noConfig;
    if (!this._isBuiltIn || config === noConfig) return config;
    const { version, ...form } = config.form;
    return { ...config, form: { ...form, questions: form.questions.filter(({ id }) => id !== overallQuestion) } };
  }

  private _measure(): void {
    const isWide = this._gauge.clientWidth >= columnsFromPx;
    if (isWide !== this._isWide) this._redraw();
    this._isWide = isWide;
  }

  private _load(): void {
    const where = this._where();
    const asked = `${where.server} ${where.touchpoint}`;
    if (!this._isNear || asked === this._asked || !isTouchpointId(where.touchpoint)) return;
    this._asked = asked;
    this._answer = undefined;
    this._deps.loadConfig(where, (answer) => {
      if (asked !== this._asked) return;
      if (!answer) this._isBuiltIn = true;
      this._answer = answer || this._answer;
      this._redraw();
    });
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

  private _moreHost(): Parameters<StartMore>[0] {
    return {
      root: this._root,
      place: this._place,
      told: this._status,
      now: () => ({
        ...{ language: this._language, server: this._where().server, config: this._config },
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
    const { form, channel } = this._config;
    return {
      ...{ now: now(), random },
      plan: () => ({ hasMore: true, questions: [], asksPressure: false, isOneScreen: true }),
      fits: (reason, level) => offeredReasons(form.reasons, level, channel).some(({ id }) => id === reason),
      context: (): DraftContext => ({
        browser_key: browser,
        ...draftContext({
          ...{ attribute: (name) => this._given(name), address: location.href },
          ...{ locale: this._language, config: this._config },
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
    const config = this._config;
    const say = pickMessages(this._language, config.texts);
    const isWaiting = !this._answer && !this._isBuiltIn;
    this._frameUp(say, visit.draft ? undefined : this._refusal());
    this._faces.show(visit.level);
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

  /** Builds what stands around the faces, wherever language, question or config are others than they were. */
  private _frameUp(say: Say, refusal: Refusal | undefined): void {
    const { server, touchpoint } = this._where();
    const config = this._config;
    const language = this._language;
    const overall = config.form.questions.find(({ id }) => id === overallQuestion);
    const question = overall ? inLanguage(overall.text, language) : say("q.kiosk");
    const frame = isTouchpointId(touchpoint) ? [language, question, refusal?.key].join() : "";
    if (frame === this._frame && this._footOf === this._answer) return;
    const root = this._root;
    const panel = this._panel;
    panel.setAttribute("lang", language);
    panel.setAttribute("aria-label", say("x.region"));
    if (frame !== this._frame) {
      root.textContent = panel.textContent = this._again.textContent = "";
      root.append(this._gauge, frame ? panel : made("slot"));
      if (refusal)
        panel.append(
          made("p", { class: "question" }, say(refusal.key)),
          ...refusal.next.map((one) => footNote(...one)),
        );
      else {
        const again = made("button", { type: "button", part: "button " }, say("b.again"));
        again.addEventListener("click", () => this._deps.outbox.sendNow(this._where().server));
        this._again.append(again);
        this._faces.draw(say, question);
        panel.append(
          this._faces.field,
          made("div", { class: "told" }, this._sign, this._status),
          this._again,
          this._place,
        );
      }
      panel.append(this._foot);
    }
    this._frame = frame;
    this._footOf = this._answer;
    this._foot.textContent = "";
    this._foot.append(...ratingFoot({ say, language, config, server }));
  }

  /** Why nothing can be given here, and what to do instead; undefined where something can. */
  private _refusal(): Refusal | undefined {
    const answer = this._answer;
    const { server, touchpoint } = this._where();
    if (answer === 404) return { key: "e.404", next: [] };
    const say = pickMessages(this._language, {});
    if (answer === 403) return { key: "e.403", next: [["", say("b.page"), `${server}/rate/${touchpoint}`]] };
    if (typeof answer !== "object" || !answer.signed_only) return undefined;
    const official = answer.official_channel;
    return { key: "e.closed", next: official ? [["", official.name, official.url]] : [] };
  }
}

/** Words that stand in place of the faces, and links to go on by. */
type Refusal = { readonly key: MessageKey; readonly next: readonly Parameters<typeof footNote>[] };
