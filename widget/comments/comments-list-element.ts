import { html, render } from "lit/html.js";
import type { PublicComment, PublicComments } from "../../shared/contract/comment.ts";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import type { Result } from "../../shared/result.ts";
import type { TouchpointAddress } from "../config/load-config.ts";
import { isTouchpointId } from "../config/touchpoint-config.ts";
import { pageKey } from "../visit/page-key.ts";
import { serverAddress } from "../config/server-address.ts";
import { pickCommentsMessages } from "../messages/comments-messages.ts";
import { pickLanguage } from "../messages/messages.ts";
import { commentItems, commentsList } from "./comments-list-template.ts";
import type { AskedComments } from "./load-comments.ts";

/** What the element needs, handed in by the composition. */
export type CommentsPorts = {
  /** The script's own server, where no `server` attribute names another. */
  readonly defaultServer: string;
  readonly sheet: CSSStyleSheet;
  /** A touchpoint's config; undefined where there is none to be had. */
  readonly loadConfig: (at: TouchpointAddress) => Promise<TouchpointConfig | undefined>;
  readonly load: (asked: AskedComments) => Promise<Result<PublicComments, "unreachable">>;
};

/**
 * Behind the tag `<citizen-comments>`: comments of a touchpoint that its office has published, with the answers.
 *
 * Attributes: `touchpoint`, `page` (a key or an address, as for `<citizen-feedback>`; empty: this very page; without it all
 * of the touchpoint's), `server`, `lang` (`vi`, `en`), `theme` (`auto`, `light`, `dark`). None is ever written. Where the
 * touchpoint doesn't publish comments, nothing is shown.
 */
export class CommentsListElement extends HTMLElement {
  declare private readonly ports: CommentsPorts;
  declare private readonly root: ShadowRoot;
  declare private readonly nearness: IntersectionObserver;
  declare private isNear: boolean;
  /** Which list is shown or being loaded; empty before. */
  declare private asked: string;
  declare private config: TouchpointConfig | undefined;
  declare private pages: { readonly comments: readonly PublicComment[]; readonly list: Element }[];
  declare private cursor: string | null;
  /** How many words sent here the office says are no comment. */
  declare private apart: number;
  declare private isOpen: boolean;
  declare private state: "waiting" | "none" | "loading" | "ready" | "lost";

  constructor(ports: CommentsPorts) {
    super();
    this.ports = ports;
    this.root = this.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets = [ports.sheet];
    this.isNear = false;
    this.asked = "";
    this.reset();
    const near: IntersectionObserverCallback = (entries) => {
      this.isNear = this.isNear || entries.some((entry) => entry.isIntersecting);
      this.start();
    };
    this.nearness = new IntersectionObserver(near, { rootMargin: "300px" });
  }

  static get observedAttributes(): string[] {
    return ["touchpoint", "page", "server", "lang", "theme"];
  }

  attributeChangedCallback(name: string): void {
    if (this.isConnected) this.start();
    if (name === "lang") for (const page of this.pages) this.drawPage(page);
    this.draw();
  }

  connectedCallback(): void {
    this.nearness.observe(this);
    this.draw();
  }

  disconnectedCallback(): void {
    this.nearness.disconnect();
  }

  private reset(): void {
    this.pages = [];
    this.cursor = null;
    this.apart = 0;
    this.isOpen = false;
    this.state = "waiting";
  }

  private given(name: string): string {
    return (this.getAttribute(name) || "").trim();
  }

  private place(): Omit<AskedComments, "cursor"> {
    return {
      server: serverAddress(this.given("server"), this.ports.defaultServer),
      touchpoint: this.given("touchpoint"),
      page: this.hasAttribute("page") ? pageKey(this.given("page"), location.href) : "",
    };
  }

  private async start(): Promise<void> {
    const place = this.place();
    const asked = JSON.stringify(place);
    if (!this.isNear || asked === this.asked || !isTouchpointId(place.touchpoint)) return;
    this.asked = asked;
    this.reset();
    const config = await this.ports.loadConfig(place);
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
    const found = await this.ports.load({ ...this.place(), cursor: this.cursor });
    if (asked !== this.asked) return;
    this.state = found.ok ? "ready" : "lost";
    if (found.ok) {
      if (found.value.data.length > 0) this.add(found.value.data);
      const { next_cursor, not_comments = {} } = found.value.meta;
      this.cursor = next_cursor;
      this.apart = Object.values(not_comments).reduce((sum, count) => sum + count, 0);
    }
    this.draw();
  }

  private add(comments: readonly PublicComment[]): void {
    const page = { comments, list: document.createElement("ol") };
    this.drawPage(page);
    this.pages = [...this.pages, page];
  }

  private drawPage({ comments, list }: CommentsListElement["pages"][number]): void {
    const say = pickCommentsMessages(pickLanguage(this.given("lang")));
    render(commentItems(comments, say), list as HTMLElement);
  }

  private async more(): Promise<void> {
    if (this.state === "loading") return;
    const before = this.root.querySelectorAll("li").length;
    if (this.state === "lost") return this.load();
    const isFirst = !this.isOpen;
    this.isOpen = true;
    if (isFirst) return this.openFirst();
    await this.load();
    // From there on there is something new to read.
    this.root.querySelectorAll("li")[before]?.focus({ preventScroll: true });
  }

  private openFirst(): void {
    this.draw();
    if (this.cursor === null) this.root.querySelector("li")?.focus({ preventScroll: true });
  }

  /** Whether the closed box hides something, or the server has more. */
  private hasMore(): boolean {
    if (this.cursor !== null) return true;
    const frame = this.root.querySelector(".closed");
    return frame !== null && frame.scrollHeight > frame.clientHeight;
  }

  private draw(): void {
    if (!isTouchpointId(this.given("touchpoint"))) return void render(html`<slot></slot>`, this.root);
    if (this.state === "none") return void render("", this.root);
    this.drawPanel(false);
    // What does not fit is known once it stands there.
    if (this.hasMore()) this.drawPanel(true);
  }

  private drawPanel(hasMore: boolean): void {
    const language = pickLanguage(this.given("lang"));
    const say = pickCommentsMessages(language);
    const theme = this.given("theme") || (this.config ? this.config.theme : "auto");
    const { pages, isOpen } = this;
    const lists = pages.map(({ list }) => list);
    const count = pages.reduce((sum, { comments }) => sum + comments.length, 0);
    const state = this.state === "ready" || this.state === "lost" ? this.state : "loading";
    const more = (): void => void this.more();
    render(
      html`<section class=${`panel ${theme}`} part="panel" lang=${language} aria-label=${say("p.region")}>
        ${commentsList({ say, lists, count, apart: this.apart, isOpen, state, hasMore, more })}
      </section>`,
      this.root,
    );
  }
}
