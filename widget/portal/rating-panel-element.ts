import type { TemplateResult } from "lit/html.js";
import { html, render } from "lit/html.js";
import { overallQuestion } from "../../shared/levels.ts";
import type { DrawnConfig } from "../config/no-config.ts";
import { noConfig } from "../config/no-config.ts";
import { isTouchpointId } from "../config/touchpoint-config.ts";
import { inLanguage, type Language, pickLanguage, pickMessages, type Say } from "../messages/messages.ts";
import { cleanText } from "../visit/clean-text.ts";
import { charactersLeft } from "../visit/comment-length.ts";
import { type DeliveryWords, deliveryWords } from "./delivery-words.ts";
import { draftContext } from "../visit/draft-context.ts";
import { faceScale } from "./face-scale-template.ts";
import type { CaptureHost, CapturePlace } from "./feedback-capture-controller.ts";
import { FeedbackCaptureController } from "./feedback-capture-controller.ts";
import { further } from "./further-template.ts";
import { ratingFoot } from "./rating-foot-template.ts";
import { offeredReasons } from "../visit/offered-reasons.ts";
import { serverAddress } from "../config/server-address.ts";
import { button, thanks } from "./thanks-template.ts";
import type { RatingPorts } from "./rating-ports.ts";
import type { WordsHelp, WordsPlace } from "./words-help.ts";

/** From this own width on, in px, the faces stand side by side. */
const columnsFromPx = 340;

/**
 * Behind the tag `<citizen-feedback>`: five faces, then reasons, questions and a comment, then thanks.
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
 *
 * Of Lit it takes the templates alone: its element base would be a fifth of the budget, for properties that a host page
 * sets as attributes anyway.
 */
export class RatingPanelElement extends HTMLElement implements CaptureHost {
  declare private readonly ports: RatingPorts;
  declare private readonly root: ShadowRoot;
  declare private readonly capture: FeedbackCaptureController;
  declare private readonly sizes: ResizeObserver;
  /** As wide as the element, without height: what is drawn by its width does not change its size again. */
  declare private readonly gauge: Element;
  declare private readonly nearness: IntersectionObserver;
  declare private isNear: boolean;
  /** Undefined until something is known. */
  declare private config: DrawnConfig | undefined;
  /** Where `config` is from, or is being loaded from. */
  declare private loaded: string;
  declare private step: "scale" | "more" | "thanks";
  declare private isWide: boolean;
  declare private isCopied: boolean;
  /** What stands in the comment box, and what it was given to start with. */
  declare private typed: string;
  declare private shownText: string;
  /** There once somebody has begun to write, unless it cannot be loaded: then words are sent as they are. */
  declare private words: WordsHelp | undefined;
  declare private update: Promise<void> | undefined;

  constructor(ports: RatingPorts) {
    super();
    this.ports = ports;
    this.root = this.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets = [ports.sheet];
    this.capture = new FeedbackCaptureController(this, ports);
    this.gauge = this.root.appendChild(document.createElement("div"));
    this.loaded = "";
    this.isNear = false;
    // A frame later, since a page whose scroll bar comes or goes by what is drawn would report a loop.
    this.sizes = new ResizeObserver(() => requestAnimationFrame(() => this.measure()));
    // Nothing is asked of the server before the element comes near the person's eyes.
    const near: IntersectionObserverCallback = (entries) => {
      this.isNear = this.isNear || entries.some((entry) => entry.isIntersecting);
      this.load();
    };
    this.nearness = new IntersectionObserver(near, { rootMargin: "300px" });
    this.reset();
  }

  static get observedAttributes(): string[] {
    return ["touchpoint", "server", "service", "dossier", "lang", "theme"];
  }

  attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    if (old !== value && name !== "lang" && name !== "theme") this.reset();
    this.requestUpdate();
  }

  connectedCallback(): void {
    this.capture.connect();
    this.measure();
    this.sizes.observe(this.gauge);
    this.nearness.observe(this);
    this.requestUpdate();
  }

  disconnectedCallback(): void {
    this.capture.disconnect();
    this.sizes.disconnect();
    this.nearness.disconnect();
  }

  /** Starts over: no level, no reasons, an empty comment box. What was kept stays kept and is sent. */
  reset(): void {
    this.capture.reset();
    this.step = "scale";
    this.typed = "";
    this.shownText = "";
    this.isCopied = false;
    this.load();
    this.requestUpdate();
  }

  /** Draws soon; fulfilled once it is drawn. */
  requestUpdate(): Promise<void> {
    this.update =
      this.update ||
      Promise.resolve().then(() => {
        this.update = undefined;
        render(this.drawn(), this.root);
        const { receipt } = this.capture;
        if (this.words && receipt) this.words.tells(this.wordsPlace(), receipt);
      });
    return this.update;
  }

  place(): CapturePlace {
    const attribute = (name: string): string => (this.getAttribute(name) || "").trim();
    return {
      server: serverAddress(attribute("server"), this.ports.defaultServer),
      context: draftContext({ attribute, address: location.href, locale: this.language, config: this.drawnConfig }),
    };
  }

  tell(event: string, detail: Readonly<Record<string, unknown>>): void {
    const { touchpoint } = this.place().context;
    this.dispatchEvent(new CustomEvent(event, { bubbles: true, composed: true, detail: { ...detail, touchpoint } }));
  }

  private get drawnConfig(): DrawnConfig {
    return this.config || noConfig;
  }

  private get language(): Language {
    return pickLanguage(this.getAttribute("lang") || "");
  }

  private measure(): void {
    const isWide = this.gauge.clientWidth >= columnsFromPx;
    if (isWide !== this.isWide) this.requestUpdate();
    this.isWide = isWide;
  }

  private load(): void {
    const { server, context } = this.place();
    const { touchpoint } = context;
    const place = `${server} ${touchpoint}`;
    if (!this.isNear || place === this.loaded || !isTouchpointId(touchpoint)) return;
    this.loaded = place;
    this.config = undefined;
    this.ports.loadConfig({ server, touchpoint }, (config) => {
      if (place === this.loaded) this.config = config || this.drawnConfig;
      this.requestUpdate();
    });
  }

  private choose(level: number): void {
    const { form, channel } = this.drawnConfig;
    const fitting = offeredReasons(form.reasons, level, channel).map(({ id }) => id);
    this.capture.chooseLevel(level, (reason) => fitting.includes(reason));
    // On a slow phone the chosen face is to be seen before what opens below it is made.
    this.ports.painted(() => this.open());
  }

  private open(): void {
    if (this.step === "scale" && this.capture.level) this.step = "more";
    this.requestUpdate();
  }

  private send(isSure?: boolean): void {
    if (charactersLeft(this.typed) < 0) return void this.focusOn("#comment");
    if (!isSure && this.words && this.words.asks(this.wordsPlace())) return;
    const comment = cleanText(this.typed);
    if (comment !== this.capture.comment.text) this.capture.leaveComment(comment);
    void this.finish();
  }

  private wordsPlace(): WordsPlace {
    const { capture, root, language } = this;
    return {
      root,
      language,
      ...this.place(),
      ...this.drawnConfig,
      ...capture.comment,
      send: () => this.send(true),
      takeBack: () => {
        capture.leaveComment("");
        return capture.comment;
      },
    };
  }

  private async finish(): Promise<void> {
    await this.capture.written;
    this.step = "thanks";
    this.focusOn("#thanks");
  }

  private changeFace(): void {
    this.step = "more";
    this.isCopied = false;
    this.shownText = this.typed;
    this.focusOn("input:checked");
  }

  /** Keeps the focus where the person's own act has led, without scrolling. */
  private async focusOn(selector: string): Promise<void> {
    await this.requestUpdate();
    (this.root.querySelector(selector) as HTMLElement).focus({ preventScroll: true });
  }

  private async copy(ticket: string): Promise<void> {
    this.isCopied = await this.ports.copy(ticket, this.root.querySelector(".code") as Element);
    this.requestUpdate();
  }

  private drawn(): TemplateResult {
    const { touchpoint } = this.place().context;
    if (!isTouchpointId(touchpoint)) return html`<slot></slot>`;
    const say = pickMessages(this.language, this.drawnConfig.texts);
    const words = deliveryWords(this.capture, say);
    const { headline, detail, canSend } = words;
    const isThanks = this.step === "thanks";
    const theme = this.getAttribute("theme") || this.drawnConfig.theme;
    return html`<div
      class=${`panel ${theme}${this.isWide ? " wide" : ""}${this.config ? "" : " waiting"}`}
      part="panel"
      role="group"
      lang=${this.language}
      aria-label=${say("x.region")}
      @keydown=${keepKey}
      @keyup=${keepKey}
      @keypress=${keepKey}
    >
      ${isThanks ? this.thanks(say, words) : this.scale(say)}
      <p class="status" part="status" role="status">${isThanks ? headline && detail : `${headline} ${detail}`.trim()}</p>
      ${canSend ? html`<div class="row">${button(say("b.again"), () => this.capture.sendNow())}</div>` : ""}
      ${this.step === "more" ? this.more(say) : ""}${ratingFoot({
        say,
        language: this.language,
        config: this.drawnConfig,
        server: this.place().server,
      })}
    </div>`;
  }

  private scale(say: Say): TemplateResult {
    const overall = this.drawnConfig.form.questions.find(({ id }) => id === overallQuestion);
    const question = overall ? inLanguage(overall.text, this.language) : say("q.kiosk");
    return faceScale({ say, question, level: this.capture.level, chosen: (level) => this.choose(level) });
  }

  private more(say: Say): TemplateResult | "" {
    const typed = (text: string): void => {
      if (!this.typed) this.ports.loadWords((words) => (this.words = words));
      this.typed = text;
      this.requestUpdate();
    };
    return further({
      say,
      language: this.language,
      config: this.drawnConfig,
      capture: this.capture,
      comment: { text: this.shownText, left: charactersLeft(this.typed), typed },
      skip: () => this.finish(),
      send: () => this.send(),
    });
  }

  private thanks(say: Say, words: DeliveryWords): TemplateResult {
    const { ticket } = this.capture.comment;
    const copy = (): void => void this.copy(ticket || "");
    return thanks({ say, words, ticket, isCopied: this.isCopied, copy, change: () => this.changeFace() });
  }
}

// The page's shortcuts are not meant for somebody who types here; Tab and Escape belong to everybody.
function keepKey(event: KeyboardEvent): void {
  if (event.key !== "Tab" && event.key !== "Escape") event.stopPropagation();
}
