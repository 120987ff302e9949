import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import type { Session } from "../../shared/contract/session.ts";
import { type Language, loadTexts } from "../messages/messages.ts";
import { type OfficeClient, officeClient } from "../office-ui/office-client.ts";
import { modal, problemWords } from "../office-ui/office-controls-template.ts";
import { OfficePageElement } from "../office-ui/office-page-element.ts";
import { actionButton, faultNote } from "../ui/controls-template.ts";
import { type PageDeps, PageElement } from "../ui/page-element.ts";
import { arrivalOf, officeAddress, placeOf } from "./office-address.ts";
import { frameTemplate } from "./frame-template.ts";
import { pageKey, pickOfficeMessages } from "./office-messages.ts";
import { OwnSessionsController } from "./own-sessions-controller.ts";
import { ownSessions } from "./own-sessions-template.ts";
import frameStyles from "./office-frame.css?inline";
import { PagesController, type PagesDeps } from "./pages-controller.ts";
import { areOneHolder, SessionController } from "./session-controller.ts";
import { SignInController, type SignInDeps } from "./sign-in-controller.ts";
import { ownKeyPage, signInForm, signInPage } from "./sign-in-template.ts";

/** What the office's frame works with, beside what every page's element does. */
export type OfficeFrameDeps = PageDeps &
  Pick<PagesDeps, "server" | "nowMs" | "every" | "storage" | "today" | "define" | "pages" | "reload"> &
  Pick<SignInDeps, "leaveTo"> & {
    readonly fetch: typeof globalThis.fetch;
    readonly isSecure: boolean;
  };

type View = "asking" | "out" | "make" | "invited" | "own-key" | "in";

/** In this browser's storage: the code of the agency that was last signed in to. */
const lastAgency = "office-agency";

/** Behind the tag `<citizen-office>`: sign-in, the list of pages, and the page that the address names. */
export class OfficeElement extends PageElement {
  static override properties: PropertyDeclarations = { isMenuOpen: { state: true } };
  static override styles: CSSResultGroup = [OfficePageElement.styles, unsafeCSS(frameStyles)];
  declare private isMenuOpen: boolean;
  private readonly deps: OfficeFrameDeps;
  private readonly control: SessionController;
  private readonly pages: PagesController;
  private readonly signing: SignInController;
  private readonly sessions: OwnSessionsController;
  /** What is shown, for the focus when it changes. */
  private view: View = "asking";
  /** Who is signed in, or was when the session ended. */
  private holder: Session | null = null;

  constructor(deps: OfficeFrameDeps) {
    super(deps);
    this.deps = deps;
    this.isMenuOpen = false;
    const client: OfficeClient = officeClient({ ...deps, signedOut: () => this.control.ended() });
    this.control = new SessionController(client, () => this.sessionChanged());
    this.signing = new SignInController(this, { client, control: this.control, leaveTo: deps.leaveTo });
    this.sessions = new OwnSessionsController(this, client);
    this.pages = new PagesController({
      ...deps,
      client,
      // An ended session gets no answers.
      every: (ms, task) => deps.every(ms, () => (this.control.signIn.state === "ended" ? undefined : task())),
      language: () => this.language,
      session: () => this.holder,
      changed: () => this.requestUpdate(),
      drawn: () => this.updateComplete,
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { invitation, failed, rest } = arrivalOf(location);
    // Neither stays in the address: an invitation's code must not stand in the history.
    if (invitation || failed !== null) history.replaceState(history.state, "", rest);
    Object.assign(this.signing, { invitation, failed });
    const agency = invitation?.agency || placeOf(location.pathname).agency || this.deps.storage?.getItem(lastAgency);
    if (this.deps.isSecure) void this.signing.name(agency ?? "");
    addEventListener("popstate", this.pages.moved);
    addEventListener("pagehide", this.pages.left);
    addEventListener("pageshow", this.shown);
    addEventListener("beforeunload", this.leaving);
    document.addEventListener("visibilitychange", this.shown);
    void this.control.ask();
  }

  override disconnectedCallback(): void {
    removeEventListener("popstate", this.pages.moved);
    removeEventListener("pagehide", this.pages.left);
    removeEventListener("pageshow", this.shown);
    removeEventListener("beforeunload", this.leaving);
    document.removeEventListener("visibilitychange", this.shown);
    super.disconnectedCallback();
  }

  /** The tab is looked at again, or the browser's Back brought it back as it was. */
  private readonly shown = (): void => {
    if (document.visibilityState === "visible") void this.control.look();
  };

  /** A new key is shown once: the browser asks before the page goes with it. */
  private readonly leaving = (event: BeforeUnloadEvent): void => {
    if (this.signing.ownKey === null) return;
    event.preventDefault();
    event.returnValue = "";
  };

  /** While the texts of a language are loaded, what was drawn before stays. */
  protected override async scheduleUpdate(): Promise<void> {
    const texts = loadTexts(this.language);
    if (texts) await texts;
    super.scheduleUpdate();
  }

  protected override render(): TemplateResult {
    const { signIn } = this.control;
    const isIn = "session" in signIn && this.signing.ownKey === null && this.signing.invitation === null;
    if (isIn) return html`<div lang=${this.language}>${this.page(this.language)}</div>`;
    return html`<main class="narrow" lang=${this.language}>${this.languageButton()}${this.page(this.language)}</main>`;
  }

  protected page(language: Language): TemplateResult {
    const say = pickOfficeMessages(language);
    const { signIn } = this.control;
    const { ownKey, keyKept } = this.signing;
    if (!this.deps.isSecure) return html`<h1>${say("of.title")}</h1><p class="fault">${say("of.insecure")}</p>`;
    if (signIn.state === "asking") return this.asking();
    if (ownKey !== null) return ownKeyPage(ownKey, { language, kept: keyKept });
    const to = location.pathname + location.search;
    const place = { language, to: placeOf(location.pathname).agency === "" ? this.home() : to, isOverPage: false };
    if (signIn.state === "out" || this.signing.invitation) return signInPage(this.signing, place);
    return html`${this.frame(signIn.session)} ${ownSessions(this.sessions, language)}
      ${signIn.state === "ended" ? this.endedDialog(place) : nothing}`;
  }

  private home(): string {
    const { code, invitation } = this.signing;
    return officeAddress(invitation?.agency ?? code.trim().toUpperCase());
  }

  private asking(): TemplateResult {
    const say = pickOfficeMessages(this.language);
    const { problem } = this.control;
    if (!problem) return html`<p role="status">${say("of.loading")}</p>`;
    return html`<h1>${say("of.title")}</h1>
      ${faultNote(problemWords(problem, this.language))}
      ${actionButton(say("of.again"), { press: () => void this.control.ask() })}`;
  }

  private endedDialog(place: Parameters<typeof signInForm>[1]): TemplateResult {
    const say = pickOfficeMessages(this.language);
    return modal(
      say("of.ended"),
      () => {},
      html`<p>${say("of.ended.body")}</p>
        ${signInForm(this.signing, { ...place, isOverPage: true })}
        ${actionButton(say("of.ended.leave"), { press: this.control.forget, kind: "plain" })}`,
    );
  }

  private frame(session: Session): TemplateResult {
    const { pages, control, language, isMenuOpen } = this;
    return frameTemplate({
      ...{ session, language, isMenuOpen, pages },
      problem: control.problem && problemWords(control.problem, language),
      languageButton: this.languageButton(),
      setMenu: (isOpen) => {
        this.isMenuOpen = isOpen;
      },
      leave: () => void control.leave(),
      openSessions: () => void this.sessions.open(session.agency),
    });
  }

  private sessionChanged(): void {
    const { signIn } = this.control;
    const { holder, pages } = this;
    this.holder = "session" in signIn ? signIn.session : null;
    this.isMenuOpen = false;
    this.sessions.isOpen = false;
    if (signIn.state === "out") this.signedOut(holder);
    if (signIn.state === "ended") void this.signing.name(signIn.session.agency);
    if (signIn.state === "in") {
      // Somebody else, or the first: nothing of the page before stays.
      if (!holder || !areOneHolder(holder, signIn.session)) pages.close();
      this.deps.storage?.setItem(lastAgency, signIn.session.agency);
      if (!pages.shown) pages.arrive(this.view !== "asking");
    }
    this.requestUpdate();
  }

  private signedOut(holder: Session | null): void {
    this.pages.close();
    // The address may tell what was looked at.
    if (holder) history.replaceState(null, "", officeAddress(holder.agency));
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    super.updated(changed);
    if (changed.get("language") !== undefined) this.pages.redraw();
    document.title = this.tabTitle();
    this.focusView();
  }

  /** What has the focus disappears when another view is shown; its heading or first field takes it. */
  private focusView(): void {
    const { invitation, ownKey, newName } = this.signing;
    const { state } = this.control.signIn;
    const isIn = state === "in" || state === "ended";
    const out = invitation ? "invited" : newName === null ? "out" : "make";
    const view = state === "asking" ? "asking" : ownKey !== null ? "own-key" : isIn && !invitation ? "in" : out;
    const before = this.view;
    this.view = view;
    if (view === before || before === "asking") return;
    if (view === "in") {
      if (before === "own-key") this.pages.toHeading();
      return;
    }
    const first = view === "make" ? (this.signing.code.trim() === "" ? "#agency" : "#new-name") : "h1";
    this.renderRoot.querySelector<HTMLElement>(first)?.focus();
  }

  /** What the tab is called: the page and the agency first, since a narrow tab shows only the beginning. */
  private tabTitle(): string {
    const say = pickOfficeMessages(this.language);
    const { shown, agencyName } = this.pages;
    if (this.control.signIn.state === "out") return `${say("of.sign-in")} – ${say("of.title")}`;
    if (!shown || !this.holder) return say("of.title");
    const page = "page" in shown ? say(pageKey(shown.page.id)) : say("of.none");
    return `${page} – ${agencyName || this.holder.agency}`;
  }
}
