import { html, render } from "lit/html.js";
import type { ConfigAnswer, TouchpointAddress } from "../config/load-config.ts";
import { type DrawnConfig, noConfig } from "../config/touchpoint-config.ts";
import { type KioskSay, pickKioskMessages } from "../messages/kiosk-messages.ts";
import { type Language, pickLanguage } from "../messages/messages.ts";
import { type Delivery, draftContext, mayFollow } from "../visit/feedback-draft.ts";
import { noVisit, type RateDeps } from "../visit/visit.ts";
import type { DrawMore, StartMore } from "./more-host.ts";
import type { RatingDeps } from "./rating-element.ts";
import { VisitKeeper } from "./visit-keeper.ts";

/** What the panel works with. */
export type FollowDeps = Pick<RatingDeps, "outbox" | "sheet" | "session" | "now" | "random" | "defaultServer"> & {
  readonly loadConfig: (at: TouchpointAddress, show: (answer: ConfigAnswer) => void) => void;
  readonly startMore: StartMore;
};

/**
 * A comment that follows a rating given elsewhere, such as at a kiosk: no level, a ticket of its own.
 * Attributes, before it is put on a page: `touchpoint`, `follows` (the rating's id), `lang`. After 7 days it says that it is
 * too late.
 */
export class FollowElement extends HTMLElement {
  declare private readonly _deps: FollowDeps;
  declare private readonly _root: ShadowRoot;
  declare private readonly _keeper: VisitKeeper;
  declare private _config: DrawnConfig;
  declare private _more: DrawMore;

  constructor(deps: FollowDeps) {
    super();
    this._deps = deps;
    this._root = this.attachShadow({ mode: "open" });
    this._root.adoptedStyleSheets = [deps.sheet];
    this._config = noConfig;
    const place = () => ({ server: deps.defaultServer, touchpoint: this._named("touchpoint") });
    this._keeper = new VisitKeeper({ place, changed: () => this._draw(), tell: () => {} }, deps);
  }

  connectedCallback(): void {
    const { defaultServer: server, loadConfig, startMore } = this._deps;
    const plan = { hasMore: false, questions: [], asksPressure: false, follows: this._named("follows") };
    this._keeper.connect();
    this._keeper.visit = { ...noVisit, step: "comment", plan };
    this._draw();
    if (!mayFollow(plan.follows, this._deps.now().ms)) return;
    const [told, place] = ["#thanks", "#place"].map((selector) => this._root.querySelector(selector) as HTMLElement);
    this._more = startMore({
      ...{ root: this._root, place: place as HTMLElement, told: told as HTMLElement },
      now: () => ({
        ...{ language: this._language, server, visit: this._keeper.visit, delivery: this._keeper.delivery },
        // After it is sent, its words can be withdrawn only by its code: no undo for a sealed report is offered.
        config: this._keeper.visit.draft ? { ...this._config, sealed: null } : this._config,
        ...{
          deps: this._visitDeps(),
          isTicketShown: /receipted|refused/.test(this._keeper.delivery.state) && !this._isRefused,
        },
      }),
      take: (change) => this._keeper.take(change),
    });
    loadConfig({ server, touchpoint: this._named("touchpoint") }, (answer) => {
      if (typeof answer === "object") this._config = answer;
      this._draw();
    });
  }

  disconnectedCallback(): void {
    this._keeper.disconnect();
  }

  private _named(name: string): string {
    return this.getAttribute(name) || "";
  }

  private get _language(): Language {
    return pickLanguage(this._named("lang"));
  }

  /** Whether it was refused for good. Otherwise the outbox sends it again, since the kiosk's rating may arrive later. */
  private get _isRefused(): boolean {
    const { state, receipt } = this._keeper.delivery;
    return state === "refused" && receipt?.problem?.permanent !== false;
  }

  private _visitDeps(): RateDeps {
    const { now, random, defaultServer: address } = this._deps;
    const given: Readonly<Record<string, string>> = { touchpoint: this._named("touchpoint"), page: "/rate" };
    const attribute = (name: string): string => given[name] || "";
    return {
      ...{ now: now(), random, plan: () => this._keeper.visit.plan, fits: () => false },
      context: () => draftContext({ attribute, address, locale: this._language, config: this._config }),
    };
  }

  private _draw(): void {
    const language = this._language;
    const { visit, delivery } = this._keeper;
    const say = pickKioskMessages(language, this._config.texts);
    const isTimely = mayFollow(this._named("follows"), this._deps.now().ms);
    const url = new URL(this._config.privacy ? this._config.privacy.url : "/privacy/", this._deps.defaultServer).href;
    const hint = visit.step === "thanks" ? "" : say(isTimely || visit.draft ? "h.after" : "h.late");
    render(
      html`<div class=${`panel ${this._config.theme}`} role="group" lang=${language} aria-label=${say("x.region")}>
        <p class="hint" role="status">${hint}</p>
        <p class="question" id="thanks" role="status" tabindex="-1">${this._told(delivery.state, say)}</p>
        <div id="place"></div>
        <p class="foot"><a href=${url} target="_blank" rel="noreferrer">${say("p.link")}</a></p>
      </div>`,
      this._root,
    );
    if (this._more) this._more();
  }

  private _told(state: Delivery["state"], say: KioskSay): string {
    const words: Partial<Record<Delivery["state"], string>> = {
      ...{ device: say("x.queued"), memory: say("e.send"), unreachable: say("o.web"), busy: say("e.many") },
      ...{ receipted: say("h.sent"), refused: say(this._isRefused ? "h.refused" : "h.waits") },
    };
    return words[state] || "";
  }
}
