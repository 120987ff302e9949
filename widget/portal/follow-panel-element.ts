import type { TemplateResult } from "lit/html.js";
import { html, render } from "lit/html.js";
import type { DrawnConfig } from "../config/no-config.ts";
import { noConfig } from "../config/no-config.ts";
import { type KioskSay, pickKioskMessages } from "../messages/kiosk-messages.ts";
import { type Language, pickLanguage } from "../messages/messages.ts";
import type { FeedbackReceipt } from "../../shared/contract/receipt.ts";
import type { OutboxNews } from "../outbox/start-line.ts";
import type { Delivery } from "./feedback-capture-controller.ts";
import { cleanText } from "../visit/clean-text.ts";
import { charactersLeft } from "../visit/comment-length.ts";
import { commentBox } from "./comment-template.ts";
import { draftContext } from "../visit/draft-context.ts";
import { startDraft } from "../visit/feedback-draft.ts";
import { footNote } from "./foot-note-template.ts";
import { mayFollow } from "../visit/may-follow.ts";
import type { RatingPorts } from "./rating-ports.ts";
import { button } from "./thanks-template.ts";
import { spacedTicket, ticketCode } from "../visit/ticket-code.ts";
import type { WordsHelp, WordsPlace } from "./words-help.ts";

/** What the panel works with. */
export type FollowPorts = Pick<
  RatingPorts,
  "outbox" | "sheet" | "session" | "now" | "random" | "defaultServer" | "loadConfig" | "loadWords"
>;

/**
 * A comment that follows a rating given elsewhere, such as at a kiosk: no level, a ticket of its own.
 * Attributes, before it is put on a page: `touchpoint`, `follows` (the rating's id), `lang`. After 7 days it says that it is
 * too late.
 */
export class FollowPanelElement extends HTMLElement {
  declare private readonly ports: FollowPorts;
  declare private readonly root: ShadowRoot;
  declare private config: DrawnConfig;
  declare private text: string;
  /** Empty until the comment is sent. */
  declare private ticket: string;
  declare private sentId: string;
  declare private delivery: Delivery;
  declare private unwatch: () => void;
  /** There once somebody has begun to write. */
  declare private words: WordsHelp | undefined;
  declare private receipt: FeedbackReceipt | undefined;

  constructor(ports: FollowPorts) {
    super();
    this.ports = ports;
    this.root = this.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets = [ports.sheet];
    this.config = noConfig;
    this.text = "";
    this.ticket = "";
    this.sentId = "";
    this.delivery = "none";
    this.unwatch = () => {};
  }

  connectedCallback(): void {
    const { ports } = this;
    this.unwatch = ports.outbox.watch((news) => this.hear(news));
    ports.loadConfig({ server: ports.defaultServer, touchpoint: this.given("touchpoint") }, (config) => {
      this.config = config || this.config;
      this.draw();
    });
    this.draw();
  }

  disconnectedCallback(): void {
    this.unwatch();
  }

  private given(name: string): string {
    return this.getAttribute(name) || "";
  }

  private get language(): Language {
    return pickLanguage(this.given("lang"));
  }

  private hear(news: OutboxNews): void {
    if (!this.ticket) return;
    if (news.kind === "delayed") this.delivery = news.isBusy ? "busy" : "unreachable";
    else if (news.settlement.kept.id === this.sentId) {
      this.receipt = news.settlement.receipt;
      const { outcome, problem } = this.receipt;
      // For now: the outbox sends it again, since the kiosk's rating may arrive after the comment.
      if (outcome === "refused") this.delivery = problem?.permanent === false ? "device" : "refused";
      else this.delivery = "receipted";
    }
    this.draw();
  }

  private wordsPlace(): WordsPlace {
    return {
      ...{ root: this.root, language: this.language, server: this.ports.defaultServer, ticket: this.ticket },
      // It was sent alone and as it is: its words are withdrawn by its code.
      ...{ sealed: this.ticket ? null : this.config.sealed, takeBack: () => ({ text: this.text }) },
      send: () => void this.send(true),
    };
  }

  private async send(isSure?: boolean): Promise<void> {
    const comment = cleanText(this.text);
    if (!isSure && this.words?.asks(this.wordsPlace())) return;
    if (!comment || charactersLeft(this.text) < 0 || this.ticket) {
      return this.root.querySelector<HTMLElement>("#comment")?.focus();
    }
    const { now, random, outbox, session, defaultServer: server } = this.ports;
    const touchpoint = this.given("touchpoint");
    const ticket = ticketCode(touchpoint.split("-")[0] || "", random(12));
    const given: Readonly<Record<string, string>> = { touchpoint, page: "/rate" };
    const attribute = (name: string): string => given[name] || "";
    const context = draftContext({ attribute, address: server, locale: this.language, config: this.config });
    const change = { level: null, comment, ticket, follows: this.given("follows") };
    const { item, tappedAtMs } = startDraft(change, { context, now: now(), random });
    this.ticket = ticket;
    this.sentId = item.id;
    this.delivery = "writing";
    const stored = await outbox.keep({ server, id: item.id, item, session, tappedAtMs });
    if (this.delivery === "writing") this.delivery = stored;
    this.draw();
    this.root.querySelector<HTMLElement>("#thanks")?.focus();
  }

  private draw(): void {
    const say = pickKioskMessages(this.language, this.config.texts);
    const isOpen = mayFollow(this.given("follows"), this.ports.now().ms);
    render(
      html`<div class=${`panel ${this.config.theme}`} role="group" lang=${this.language} aria-label=${say("x.region")}>
        ${this.ticket ? this.thanks(say) : isOpen ? this.box(say) : html`<p role="status">${say("h.late")}</p>`}
      </div>`,
      this.root,
    );
    if (this.receipt && this.ticket) this.words?.tells(this.wordsPlace(), this.receipt);
  }

  private box(say: KioskSay): TemplateResult {
    const typed = (text: string): void => {
      if (!this.text) this.ports.loadWords((words) => (this.words = words));
      this.text = text;
      this.draw();
    };
    const left = charactersLeft(this.text);
    const official = this.config.official_channel;
    const url = new URL(this.config.privacy ? this.config.privacy.url : "/privacy/", this.ports.defaultServer).href;
    return html`<p class="hint">${say("h.after")}</p>
      ${commentBox({ say, text: "", left, language: this.language, official, typed })}
      <div class="row">${button(say("b.send"), () => void this.send(), "main")}</div>
      ${footNote("", { name: say("p.link"), url })}`;
  }

  private thanks(say: KioskSay): TemplateResult {
    const { delivery } = this;
    const words: Partial<Record<Delivery, string>> = {
      device: this.receipt ? say("h.waits") : "",
      memory: say("o.web"),
      unreachable: say("o.web"),
      busy: say("e.many"),
    };
    return html`<p class="question" id="thanks" tabindex="-1">${say(delivery === "refused" ? "h.refused" : "h.sent")}</p>
      ${
        delivery === "refused"
          ? ""
          : html`<p>${say("k.code")}</p>
            <p class="code">${spacedTicket(this.ticket)}</p>
            <p class="hint">${say("k.keep")}</p>`
      }
      <div id="told" class="status"></div>
      <p class="status" role="status">${words[delivery] || ""}</p>`;
  }
}
