import { html, nothing, type TemplateResult } from "lit";
import type { Session } from "../../shared/contract/session.ts";
import type { Language } from "../messages/messages.ts";
import { actionButton, faultNote } from "../ui/controls-template.ts";
import { type OfficePage, type PageGroup, pageGroups } from "./all-pages.ts";
import { officeAddress } from "./office-address.ts";
import { groupKey, pageKey, pickOfficeMessages, roleKey } from "./office-messages.ts";
import type { PagesController } from "./pages-controller.ts";

/** What the frame around a page shows and does. */
export type Frame = {
  readonly session: Session;
  readonly language: Language;
  readonly pages: PagesController;
  readonly isMenuOpen: boolean;
  readonly setMenu: (isOpen: boolean) => void;
  /** Why signing out failed. */
  readonly problem: string | null;
  readonly languageButton: TemplateResult;
  readonly leave: () => void;
  readonly openSessions: () => void;
};

/** Draws the bar, the list of pages, and the open page. */
export function frameTemplate(frame: Frame): TemplateResult {
  const { language, pages, isMenuOpen, setMenu } = frame;
  const say = pickOfficeMessages(language);
  const toPage = (event: Event): void => {
    const root = (event.currentTarget as HTMLElement).getRootNode() as ShadowRoot;
    root.querySelector<HTMLElement>("main")?.focus();
  };
  return html`<button type="button" class="skip" @click=${toPage}>${say("of.skip")}</button>
    ${bar(frame)}
    <div class="frame">
      <nav id="pages" class=${isMenuOpen ? "open screen" : "screen"} aria-label=${say("of.pages")} @keydown=${(
        event: KeyboardEvent,
      ) => {
        if (event.key === "Escape" && isMenuOpen) setMenu(false);
      }}>
        ${Object.keys(pageGroups).map((group) => groupOfPages(group as PageGroup, frame))}
      </nav>
      <main id="page" tabindex="-1">
        ${faultNote(frame.problem)}
        ${opened(frame)}
      </main>
    </div>
    <div role="status" class="told">${pages.told === "" ? nothing : html`<p>${pages.told}</p>`}</div>`;
}

function bar({
  session,
  language,
  pages,
  isMenuOpen,
  setMenu,
  languageButton,
  leave,
  openSessions,
}: Frame): TemplateResult {
  const say = pickOfficeMessages(language);
  const role = session.role && say(roleKey(session.role));
  return html`<header class=${isMenuOpen ? "bar open screen" : "bar screen"}>
    <button
      type="button"
      class="menu"
      aria-expanded=${isMenuOpen ? "true" : "false"}
      aria-controls="pages"
      @click=${() => setMenu(!isMenuOpen)}
    >
      ${say("of.menu")}
    </button>
    <p class="agency">${pages.agencyName || session.agency}</p>
    <div class="mine">
    <p class="who">${session.id === "root" ? say("of.root") : session.name} ${role ? html`<span class="soft">${role}</span>` : nothing}</p>
    ${actionButton(say("of.sessions"), { press: openSessions, kind: "plain" })}
    ${actionButton(say("of.out"), { press: leave, kind: "plain" })}
    ${languageButton}
    </div>
  </header>`;
}

function groupOfPages(group: PageGroup, { session, language, pages, setMenu }: Frame): TemplateResult | typeof nothing {
  const say = pickOfficeMessages(language);
  const { shown } = pages;
  const here = shown && "page" in shown ? shown.page.id : null;
  const own = pages.pages().filter(({ id }) => pageGroups[group].includes(id));
  if (own.length === 0) return nothing;
  const link = ({ id }: OfficePage): TemplateResult => {
    const go = (event: MouseEvent): void => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      setMenu(false);
      pages.go(id);
    };
    const current = id === here ? "page" : nothing;
    return html`<li><a href=${officeAddress(session.agency, id)} aria-current=${current} @click=${go}>${say(pageKey(id))}</a></li>`;
  };
  return html`<h2 id="group-${group}">${say(groupKey(group))}</h2>
    <ul aria-labelledby="group-${group}">${own.map(link)}</ul>`;
}

function opened({ session, language, pages }: Frame): TemplateResult | HTMLElement {
  const say = pickOfficeMessages(language);
  const { shown } = pages;
  if (!shown) return html`<p role="status">${say("of.loading")}</p>`;
  if ("none" in shown) {
    const [first] = pages.pages();
    return html`<h1 tabindex="-1">${say("of.none")}</h1>
      <p>${say(`of.none.${shown.none}`, { agency: session.agency })}</p>
      ${
        first
          ? html`<p><a href=${officeAddress(session.agency, first.id)}>${say("of.to-page", { page: say(pageKey(first.id)) })}</a></p>`
          : nothing
      }`;
  }
  const { element, failed } = shown;
  if (element) return element;
  if (!failed) return html`<p role="status">${say("of.loading")}</p>`;
  return html`<h1 tabindex="-1">${say(pageKey(shown.page.id))}</h1>
    <p class="fault" role="alert">${say("of.unloaded")}</p>
    ${actionButton(say("of.again"), { press: pages.again })}`;
}
