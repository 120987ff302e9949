import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import type { Session } from "../../shared/contract/session.ts";
import type { Language } from "../messages/messages.ts";
import { officeClient } from "../office-ui/office-client.ts";
import { modal, problemWords } from "../office-ui/office-controls-template.ts";
import type { OfficeDeps, OfficePageId } from "../office-ui/office-page-element.ts";
import officeStyles from "../office-ui/office.css?inline";
import { actionButton, faultNote, lineField } from "../ui/controls-template.ts";
import { type PageDeps, PageElement } from "../ui/page-element.ts";
import { type OfficePage, pagesOf } from "./all-pages.ts";
import { addressOf, placeOf } from "./office-address.ts";
import { pageKey, pickOfficeMessages } from "./office-messages.ts";
import frameStyles from "./office-frame.css?inline";
import { SessionController } from "./session-controller.ts";

/** What the office's frame works with, beside what every page's element does. */
export type OfficeFrameDeps = PageDeps &
  Pick<OfficeDeps, "server" | "nowMs" | "every" | "drafts"> & {
    readonly fetch: typeof globalThis.fetch;
    /** The calendar day of an agency's time zone. */
    readonly today: (timeZone: string) => string;
    readonly isSecure: boolean;
    /** Defines a page's tag, once for each page. */
    readonly define: (tag: string, page: CustomElementConstructor) => void;
  };

/** Behind the tag `<citizen-office>`: sign-in, the list of pages, and the page that the address names. */
export class OfficeElement extends PageElement {
  static override properties: PropertyDeclarations = {
    shown: { state: true },
    told: { state: true },
    typed: { state: true },
  };
  static override styles: CSSResultGroup = [PageElement.styles, unsafeCSS(officeStyles), unsafeCSS(frameStyles)];
  declare private readonly deps: OfficeFrameDeps;
  declare private readonly control: SessionController;
  declare private readonly client: OfficeDeps["client"];
  /** The open page; `element` is null while it is loaded, or after that has failed. */
  declare private shown: {
    readonly page: OfficePage;
    readonly element: HTMLElement | null;
    readonly failed?: true;
  } | null;
  declare private told: string;
  declare private typed: { readonly agency: string; readonly key: string };

  constructor(deps: OfficeFrameDeps) {
    super(deps);
    this.deps = deps;
    this.client = officeClient({ ...deps, signedOut: () => this.control.ended() });
    this.control = new SessionController(this.client, () => this.sessionChanged());
    this.shown = null;
    this.told = "";
    this.typed = { agency: placeOf(location.pathname).agency, key: "" };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("popstate", this.moved);
    void this.control.ask();
  }

  override disconnectedCallback(): void {
    removeEventListener("popstate", this.moved);
    super.disconnectedCallback();
  }

  protected page(language: Language): TemplateResult {
    const say = pickOfficeMessages(language);
    const { signIn } = this.control;
    if (signIn.state === "asking") {
      return this.control.problem
        ? html`<h1>${say("of.title")}</h1>${this.fault()}${actionButton(say("of.again"), { press: () => void this.control.ask() })}`
        : html`<p role="status">${say("of.loading")}</p>`;
    }
    if (signIn.state === "out") return html`<h1>${say("of.title")}</h1>${this.signInForm()}`;
    return html`${this.frame(signIn.session)}
      ${signIn.state === "ended" ? modal(say("of.sign-in"), () => {}, this.signInForm()) : nothing}`;
  }

  private fault(): TemplateResult {
    const { problem } = this.control;
    const words = problem?.type === "#no-cookie" ? pickOfficeMessages(this.language)("of.insecure") : null;
    return faultNote(problem && (words ?? problemWords(problem, this.language)));
  }

  private signInForm(): TemplateResult {
    const say = pickOfficeMessages(this.language);
    if (!this.deps.isSecure) return html`<p class="fault">${say("of.insecure")}</p>`;
    const set = (typed: Partial<OfficeElement["typed"]>): void => {
      this.typed = { ...this.typed, ...typed };
    };
    const send = (event: Event): void => {
      event.preventDefault();
      const typed = this.typed;
      set({ key: "" });
      void this.control.enter(typed);
    };
    return html`<form @submit=${send}>
      ${lineField({ id: "agency", label: say("of.agency"), hint: say("of.agency.hint"), value: this.typed.agency, typed: (agency) => set({ agency }) })}
      ${lineField({ id: "key", label: say("of.key"), hint: say("of.key.hint"), type: "password", most: 512, value: this.typed.key, typed: (key) => set({ key }) })}
      ${this.fault()}
      <div class="row"><button class="main">${say("of.sign-in")}</button></div>
    </form>`;
  }

  private frame(session: Session): TemplateResult {
    const say = pickOfficeMessages(this.language);
    const { shown } = this;
    const link = ({ id }: OfficePage): TemplateResult => {
      const go = (event: MouseEvent): void => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.go(id);
      };
      const isHere = id === shown?.page.id;
      return html`<li><a href=${addressOf(session.agency, id)} aria-current=${isHere ? "page" : nothing} @click=${go}>${say(pageKey(id))}</a></li>`;
    };
    return html`<div class="frame">
      <nav aria-label=${say("of.pages")}><ul>${pagesOf(session).map(link)}</ul></nav>
      <div class="who">${session.name} · ${session.agency} ${actionButton(say("of.out"), { press: () => void this.control.leave(), kind: "plain" })}</div>
      <div role="status" class="told">${this.told}</div>
      <div class="page">${this.opened()}</div>
    </div>`;
  }

  private opened(): TemplateResult {
    const say = pickOfficeMessages(this.language);
    if (!this.shown) return html`<h1 tabindex="-1">${say("of.title")}</h1><p>${say("of.no-page")}</p>`;
    const { page, element, failed } = this.shown;
    if (failed) {
      return html`<p class="fault">${say("of.unloaded")}</p>${actionButton(say("of.again"), { press: () => void this.load(page) })}`;
    }
    return html`${element ?? html`<p role="status">${say("of.loading")}</p>`}`;
  }

  private readonly moved = (): void => void this.openPlace();

  private sessionChanged(): void {
    this.requestUpdate();
    const { state } = this.control.signIn;
    if (state === "out") this.shown = null;
    if (state === "in" && !this.shown) this.openPlace();
  }

  /** Opens the page of the address; without one, the first that they have. */
  private openPlace(): void {
    const { signIn } = this.control;
    if (!("session" in signIn)) return;
    const { session } = signIn;
    const { agency, page } = placeOf(location.pathname);
    const pages = pagesOf(session);
    const isOwn = agency === session.agency || agency === "";
    const named = isOwn && page !== "" ? pages.find(({ id }) => id === page) : pages[0];
    if (named && (page !== named.id || agency === ""))
      history.replaceState(null, "", addressOf(session.agency, named.id));
    if (named) void this.load(named);
    else this.shown = null;
  }

  private go(id: OfficePageId, query: Readonly<Record<string, string>> = {}): void {
    const { signIn } = this.control;
    if (!("session" in signIn)) return;
    history.pushState(null, "", addressOf(signIn.session.agency, id, query));
    this.openPlace();
  }

  private async load(page: OfficePage): Promise<void> {
    const { signIn } = this.control;
    if (!("session" in signIn)) return;
    this.told = "";
    this.shown = { page, element: null };
    try {
      const Page = await page.load();
      if (this.shown?.page !== page) return;
      const tag = `office-${page.id}`;
      this.deps.define(tag, Page);
      this.shown = { page, element: new Page(await this.officeDeps(signIn.session)) };
    } catch {
      this.shown = { page, element: null, failed: true };
    }
  }

  private async officeDeps(session: Session): Promise<OfficeDeps> {
    const { client, language, deps } = this;
    const { agency } = session;
    const { data } = await client.GET("/v1/agencies/{agency}", { params: { path: { agency } } });
    const zone = data?.time_zone ?? "Asia/Ho_Chi_Minh";
    return {
      ...{ agency, session, language, client },
      ...{ server: deps.server, nowMs: deps.nowMs, every: deps.every, drafts: deps.drafts },
      today: () => deps.today(zone),
      open: (page, query) => this.go(page, query),
      query: {
        read: () => Object.fromEntries(new URLSearchParams(location.search)),
        write: (query) => history.replaceState(null, "", addressOf(agency, this.shown?.page.id ?? "today", query)),
      },
      tell: (words) => {
        this.told = words;
      },
    };
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    super.updated(changed);
    if (changed.has("language") && changed.get("language") !== undefined && this.shown) void this.load(this.shown.page);
  }
}
