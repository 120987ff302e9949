import type { LitElement, ReactiveController, TemplateResult } from "lit";
import presentStyles from "./present.css?inline";
import { presentScreen } from "./present-template.ts";
import type { BoardView } from "../figures/question.ts";
import type { QuestionController } from "./question-controller.ts";

/** What presenting reads from the board and does on it. */
export type PresentActs = {
  /** Null while there is nothing to show. */
  readonly view: () => BoardView | null;
  readonly questions: readonly QuestionController[];
  /** The slide that is asked for, from 1 on; null while the board is a page. */
  readonly slide: () => number | null;
  /** Shows another slide; null leaves. */
  readonly show: (slide: number | null) => void;
  /** Reads newer figures, and shows them once all of them are there. */
  readonly refresh: () => Promise<void>;
  /** Does something again and again until the returned function is called. */
  readonly every: (ms: number, work: () => void) => () => void;
};

/**
 * Heights at which a slide of 16:9 is drawn, before it is enlarged to the screen: so every screen shows the same. What does not
 * fit at the first one is drawn at the next, with type by so much smaller. In CSS px. A window that is smaller than the first
 * one, such as a telephone's, is filled with the page's own type: shrunk to it, a slide could not be read.
 */
const heights = [540, 620, 700] as const;
const refreshMs = 30_000;
/** A finger that moved so far to the side has swiped. In CSS px. */
const leastSwipe = 60;
/** Parts at which a slide that is longer than the screen may begin after a step. */
const blocks = "tr, li, dl > div, p, h3, .chart, .ranked";
/** Parts of a slide that stay visible above the scrolled part. */
const heads = "h2, thead";

const forward = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"];
const back = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];

/** Presents the board: keys and fingers step from slide to slide, the slide fills the screen, figures stay fresh. */
export class PresentController implements ReactiveController {
  private readonly host: LitElement;
  private readonly acts: PresentActs;
  private readonly drawings: MutationObserver;
  private shown: number | null;
  /** Which of {@link heights} the slide needs. */
  private size: number;
  private end: () => void;
  private isRefreshing: boolean;
  private touchedAt: number | null;

  constructor(host: LitElement, acts: PresentActs) {
    this.host = host;
    this.acts = acts;
    this.shown = null;
    this.size = 0;
    this.end = () => {};
    this.isRefreshing = false;
    this.touchedAt = null;
    // Charts draw themselves when they know their width.
    this.drawings = new MutationObserver(() => requestAnimationFrame(this.fit));
    addSheet(host.renderRoot as ShadowRoot);
    host.addController(this);
  }

  /** The slide; null while the board is a page. */
  screen(): TemplateResult | null {
    const [view, slide] = [this.acts.view(), this.slide];
    if (view === null || slide === null) return null;
    return presentScreen({
      ...{ view, questions: this.asked, slide },
      step: (by) => this.step(by),
      touched: (event) => this.touched(event),
      leave: () => this.acts.show(null),
    });
  }

  private get asked(): readonly QuestionController[] {
    return this.acts.questions.filter((one) => !one.isLeftOut);
  }

  /** The title comes before the questions. */
  private get count(): number {
    return this.asked.length + 1;
  }

  /** An address may ask for a slide after the last. */
  private get slide(): number | null {
    const slide = this.acts.view() && this.acts.slide();
    return slide === null ? null : Math.min(slide, this.count);
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostUpdated(): void {
    // What was taken off the page may still be drawn once.
    if (!this.host.isConnected) return;
    const { slide } = this;
    const before = this.shown;
    if (slide === null && before !== null) this.stop();
    if (slide !== null && before === null) this.begin();
    if (slide !== before) this.size = 0;
    this.shown = slide;
    if (slide !== null) this.fit();
    if (slide === null || slide === before) return;
    this.drawings.disconnect();
    if (this.body) this.drawings.observe(this.body, { childList: true, subtree: true });
    this.host.renderRoot.querySelector<HTMLElement>(".stage h1, .stage h2")?.focus({ preventScroll: true });
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** Scrolls on in the slide; at its end goes to the next slide. -1 goes back. */
  private step(by: 1 | -1): void {
    // What has been drawn since the last frame may not have its size yet.
    this.fit();
    if (this.scroll(by)) return;
    const next = (this.slide ?? 1) + by;
    if (next >= 1 && next <= this.count) this.acts.show(next);
  }

  private touched(event: TouchEvent): void {
    const [finger] = event.changedTouches;
    const [from, to] = [this.touchedAt, finger?.clientX ?? 0];
    this.touchedAt = event.type === "touchstart" ? to : null;
    if (event.type === "touchend" && from !== null && Math.abs(to - from) >= leastSwipe) this.step(to < from ? 1 : -1);
  }

  private begin(): void {
    const { every } = this.acts;
    const endTurns = every(refreshMs, () => void this.refresh());
    addEventListener("keydown", this.pressed);
    addEventListener("resize", this.fit);
    this.end = () => {
      endTurns();
      removeEventListener("keydown", this.pressed);
      removeEventListener("resize", this.fit);
    };
  }

  private stop(): void {
    this.end();
    this.end = () => {};
    this.shown = null;
    this.drawings.disconnect();
  }

  private async refresh(): Promise<void> {
    if (this.isRefreshing || document.hidden) return;
    this.isRefreshing = true;
    await this.acts.refresh();
    this.isRefreshing = false;
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    const { key, shiftKey } = event;
    const [target] = event.composedPath();
    // A button that has the focus is pressed by these keys.
    if ((key === " " || key === "Enter") && target instanceof Element && target.matches("button, a")) return;
    const isBack = back.includes(key) || (key === " " && shiftKey);
    if (isBack || forward.includes(key)) this.step(isBack ? -1 : 1);
    else if (key === "Home") this.acts.show(1);
    else if (key === "End") this.acts.show(this.count);
    else if (key === "Escape") this.acts.show(null);
    else return;
    event.preventDefault();
  };

  private get body(): HTMLElement | null {
    return this.host.renderRoot.querySelector<HTMLElement>(".stage .card");
  }

  /** Enlarges the slide to the screen. Charts measure themselves anew when it is drawn at another size, and then this runs again. */
  private readonly fit = (): void => {
    const part = this.host.renderRoot.querySelector<HTMLElement>(".stage");
    if (!part) return;
    this.draw(part);
    while (this.hasMore && this.size < heights.length - 1) {
      this.size += 1;
      this.draw(part);
    }
    part.classList.toggle("more", this.hasMore);
  };

  private draw({ style }: HTMLElement): void {
    const height = heights[this.size] ?? heights[0];
    const room = Math.min((innerWidth * 9) / 16, innerHeight);
    const isSmall = room < heights[0];
    const factor = isSmall ? 1 : room / height;
    style.setProperty("width", `${isSmall ? innerWidth : (height * 16) / 9}px`);
    style.setProperty("height", `${isSmall ? innerHeight : height}px`);
    style.setProperty("transform", `translate(-50%, -50%) scale(${factor})`);
  }

  private get hasMore(): boolean {
    const { body } = this;
    return body !== null && body.scrollTop + body.clientHeight < body.scrollHeight - 4;
  }

  /** Scrolls a long slide by as much as is in sight, to the beginning of a row. Returns false at its end. */
  private scroll(by: 1 | -1): boolean {
    const { body } = this;
    if (!body) return false;
    const box = body.getBoundingClientRect();
    const factor = box.height / body.clientHeight;
    const before = body.scrollTop;
    const below = [...body.querySelectorAll(blocks)].find((block) => {
      const { top, bottom } = block.getBoundingClientRect();
      return bottom > box.bottom + 1 && top > box.top + body.clientHeight * factor * 0.3;
    });
    const above = [...body.querySelectorAll(heads)].filter(
      (head) => head.matches("h2") || head.parentNode?.contains(below ?? null),
    );
    const covered = above.reduce((sum, { clientHeight }) => sum + clientHeight, 0);
    const ahead = below ? (below.getBoundingClientRect().top - box.top) / factor : body.clientHeight;
    body.scrollTop += by * ((by > 0 ? ahead : body.clientHeight) - covered);
    this.fit();
    return Math.abs(body.scrollTop - before) > 2;
  }
}

/** Adds the slides' styles to the board's. */
function addSheet(root: ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(presentStyles);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
