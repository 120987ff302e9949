import { guard } from "lit/directives/guard.js";
import { html, render, type TemplateResult } from "lit/html.js";
import type { PublicComment, PublicComments, Reply } from "../../shared/contract/comment.ts";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import type { Result } from "../../shared/result.ts";
import type { TouchpointAddress } from "../config/load-config.ts";
import { serverAddress } from "../config/server-address.ts";
import { isTouchpointId } from "../config/touchpoint-config.ts";
import { type CommentsSay, pickCommentsMessages } from "../messages/comments-messages.ts";
import { dayWords, type Language, pickLanguage } from "../messages/messages.ts";
import { saidWords } from "../ui/controls-template.ts";
import { pageKey } from "../visit/feedback-draft.ts";
import type { AskedComments } from "./load-comments.ts";

/** What the element works with. */
export type CommentsDeps = {
  /** The script's own server; the `server` attribute may name another. */
  readonly defaultServer: string;
  readonly sheet: CSSStyleSheet;
  /** Returns a touchpoint's config; undefined if the server does not answer. */
  readonly loadConfig: (at: TouchpointAddress) => Promise<TouchpointConfig | undefined>;
  readonly load: (asked: AskedComments) => Promise<Result<PublicComments, "unreachable">>;
};

const waiting = { pages: [], cursor: null, apart: 0, isOpen: false, state: "waiting" } as const;

/**
 * Behind the tag `<citizen-comments>`: published comments of a touchpoint, with the unit's answers, newest first.
 *
 * Attributes: `touchpoint`, `page` (a key or an address, as for `<citizen-feedback>`; empty: this page; missing: all pages),
 * `server`, `lang` (`vi`, `en`), `theme` (`auto`, `light`, `dark`). The element never writes one. It shows nothing if the
 * touchpoint doesn't publish comments.
 */
export class CommentsListElement extends HTMLElement {
  declare private readonly deps: CommentsDeps;
  declare private readonly root: ShadowRoot;
  declare private readonly nearness: IntersectionObserver;
  declare private isNear: boolean;
  /** Which comments are shown or being loaded; empty before. */
  declare private asked: string;
  declare private config: TouchpointConfig | undefined;
  declare private pages: readonly (readonly PublicComment[])[];
  declare private cursor: string | null;
  /** How many texts sent here are no comment, as the office says. */
  declare private apart: number;
  declare private isOpen: boolean;
  declare private state: "waiting" | "none" | "loading" | "ready" | "lost";

  constructor(deps: CommentsDeps) {
    super();
    this.deps = deps;
    this.root = this.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets = [deps.sheet];
    this.isNear = false;
    this.asked = "";
    Object.assign(this, waiting);
    const near: IntersectionObserverCallback = (entries) => {
      this.isNear = this.isNear || entries.some((entry) => entry.isIntersecting);
      this.start();
    };
    this.nearness = new IntersectionObserver(near, { rootMargin: "300px" });
  }

  static get observedAttributes(): string[] {
    return ["touchpoint", "page", "server", "lang", "theme"];
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.start();
    this.draw();
  }

  connectedCallback(): void {
    this.nearness.observe(this);
    this.draw();
  }

  disconnectedCallback(): void {
    this.nearness.disconnect();
  }

  private given(name: string): string {
    return (this.getAttribute(name) || "").trim();
  }

  private place(): Omit<AskedComments, "cursor"> {
    return {
      server: serverAddress(this.given("server"), this.deps.defaultServer),
      touchpoint: this.given("touchpoint"),
      page: this.hasAttribute("page") ? pageKey(this.given("page"), location.href) : "",
    };
  }

  private async start(): Promise<void> {
    const place = this.place();
    const asked = JSON.stringify(place);
    if (!this.isNear || asked === this.asked || !isTouchpointId(place.touchpoint)) return;
    Object.assign(this, waiting, { asked });
    const config = await this.deps.loadConfig(place);
    if (asked !== this.asked) return;
    this.config = config;
    if (config && !config.comments) this.state = "none";
    else await this.load();
    this.draw();
  }

  private async load(): Promise<void> {
    const { asked } = this;
    this.state = "loading";
    this.draw();
    const found = await this.deps.load({ ...this.place(), cursor: this.cursor });
    if (asked !== this.asked) return;
    this.state = found.ok ? "ready" : "lost";
    if (found.ok) {
      const { data, meta } = found.value;
      if (data.length > 0) this.pages = [...this.pages, data];
      this.cursor = meta.next_cursor;
      this.apart = Object.values(meta.not_comments || {}).reduce((sum, count) => sum + count, 0);
    }
    this.draw();
  }

  /** Opens the box at the first press, then loads the next page. The focus moves to the first new comment. */
  private async more(): Promise<void> {
    if (this.state === "loading") return;
    if (this.state === "lost") return this.load();
    const before = this.isOpen ? this.root.querySelectorAll("li").length : 0;
    const opens = !this.isOpen;
    this.isOpen = true;
    if (opens) this.draw();
    else await this.load();
    if (!opens || this.cursor === null) this.root.querySelectorAll("li")[before]?.focus({ preventScroll: true });
  }

  /** Whether the closed box hides something, or the server has more. */
  private hasMore(): boolean {
    const frame = this.root.querySelector(".closed");
    return this.cursor !== null || (frame !== null && frame.scrollHeight > frame.clientHeight);
  }

  private draw(): void {
    if (!isTouchpointId(this.given("touchpoint"))) return void render(html`<slot></slot>`, this.root);
    if (this.state === "none") return void render("", this.root);
    render(this.panel(false), this.root);
    // Whether something does not fit is known after it is drawn.
    if (this.hasMore()) render(this.panel(true), this.root);
  }

  private panel(hasMore: boolean): TemplateResult {
    const language = pickLanguage(this.given("lang"));
    const say = pickCommentsMessages(language);
    const { pages, isOpen, state, apart, config } = this;
    const isEmpty = pages.length === 0 && state === "ready";
    const isLost = state === "lost";
    const count = pages.reduce((sum, comments) => sum + comments.length, 0);
    const shown = isOpen && count > 0 ? say("p.shown", { n: count }) : "";
    const status = isLost ? say("p.lost") : state === "ready" ? shown : say("p.loading");
    return html`<section
      class=${`panel ${this.given("theme") || (config ? config.theme : "auto")}`}
      part="panel"
      lang=${language}
      aria-label=${say("p.region")}
    >
      <h2 class="title" part="title">${say("p.region")}</h2>
      <p class="hint">${say("p.note")}${apart > 0 ? ` ${say("p.apart", { n: apart })}` : ""}</p>
      <div class=${`frame${isOpen || isEmpty ? "" : hasMore ? " closed fading" : " closed"}`}>
        ${isEmpty ? html`<p>${say("p.none")}</p>` : pages.map((page) => guard([page, language], () => onePage(page, language)))}
      </div>
      <div class="tail">
        <p class="status" part="status" role="status">${status}</p>
        ${
          hasMore || isLost
            ? html`<div class="row">
                <button type="button" part="button" @click=${() => this.more()}>${say(isLost ? "p.again" : "p.more")}</button>
              </div>`
            : ""
        }
      </div>
    </section>`;
  }
}

/** Comments as plain text: nothing in them becomes markup or a link. */
function onePage(comments: readonly PublicComment[], language: Language): TemplateResult {
  const say = pickCommentsMessages(language);
  return html`<ol>
    ${comments.map(
      ({ on, words, replies }) => html`<li tabindex="-1" part="comment">
        <p class="day">${say("p.on", { day: dayWords(on, language) })}</p>
        ${saidWords(words, "words")} ${replies.map((reply) => oneReply(reply, say, language))}
      </li>`,
    )}
  </ol>`;
}

function oneReply({ on, unit, words }: Reply, say: CommentsSay, language: Language): TemplateResult {
  return html`<div class="reply" part="reply">
    <p class="day"><bdi>${say("p.reply", { unit: unit.name, day: dayWords(on, language) })}</bdi></p>
    <p class="words" dir="auto">${words}</p>
  </div>`;
}
