import type { Session } from "../../shared/contract/session.ts";
import type { Language } from "../messages/messages.ts";
import type { OfficeDeps, OfficePageElement, OfficePageId } from "../office-ui/office-page-element.ts";
import { allPages, type OfficePage, pagesOf } from "./all-pages.ts";
import { draftsOf } from "./drafts-of.ts";
import { officeAddress, placeOf } from "./office-address.ts";
import { pageKey, pickOfficeMessages } from "./office-messages.ts";
import { type Spot, SpotController, spotOf } from "./spot-controller.ts";

/** What the pages' controller works with. */
export type PagesDeps = Pick<OfficeDeps, "server" | "nowMs" | "every" | "client"> & {
  /** The calendar day of an agency's time zone. */
  readonly today: (timeZone: string) => string;
  /** This browser's storage; null if it is blocked. */
  readonly storage: OfficeDeps["drafts"];
  /** Loads the office's whole page anew. */
  readonly reload: () => void;
  /** Defines a page's tag, once for each page. */
  readonly define: (tag: string, page: CustomElementConstructor) => void;
  /** All pages, where not those of the product. */
  readonly pages?: readonly OfficePage[];
  readonly language: () => Language;
  /** Whoever is signed in, also if the session has ended. */
  readonly session: () => Session | null;
  readonly changed: () => void;
  /** Waits until what has changed is drawn. */
  readonly drawn: () => Promise<unknown>;
};

/** The open page, or why the address opens none. `element` is null while it is loaded, or after that has failed. */
export type Shown =
  | { readonly page: OfficePage; readonly element: OfficePageElement | null; readonly failed?: true }
  | { readonly none: "unknown" | "not-allowed" | "other-agency" };

/** What the office remembers of an entry of the browser's history. */
type Entry = { readonly entry: number; readonly spot?: Spot };

/** How long the status line shows what is done. */
const toldMs = 12_000;

/** Opens the page that the address names, and keeps where somebody is on each. */
export class PagesController {
  shown: Shown | null = null;
  /** What is done, in the status line. */
  told = "";
  agencyName = "";
  private readonly deps: PagesDeps;
  private readonly spots = new Map<number, Spot>();
  private readonly spot = new SpotController();
  private entry = (history.state as Entry | null)?.entry ?? 0;
  private turn = 0;
  private hasTried = false;
  private untell: () => void = () => {};

  constructor(deps: PagesDeps) {
    this.deps = deps;
    history.scrollRestoration = "manual";
  }

  /** The pages of whoever is signed in. */
  pages(): OfficePage[] {
    const session = this.deps.session();
    return session ? pagesOf(session, this.deps.pages) : [];
  }

  /** Opens the page of the address, with the focus where `spot` says, on its heading, or left alone. */
  open(to: Spot | "heading" | "as it is"): void {
    const session = this.deps.session();
    if (!session) return;
    const { agency, page } = placeOf(location.pathname);
    const pages = this.pages();
    const isOther = agency !== "" && agency !== session.agency;
    const named = page === "" && !isOther ? pages[0] : pages.find(({ id }) => id === page);
    if (isOther || !named) {
      const isKnown = (this.deps.pages ?? allPages).some(({ id }) => id === page);
      this.turn += 1;
      void this.readAgency(session.agency);
      this.show({ none: isOther ? "other-agency" : isKnown ? "not-allowed" : "unknown" });
      return;
    }
    if (page !== named.id || agency === "") this.write(officeAddress(session.agency, named.id));
    void this.load(named, to);
  }

  /** Takes the focus to the heading of the open page. */
  toHeading(): void {
    const element = this.element();
    if (element) this.spot.toHeading(element);
  }

  /** Goes to a page. */
  readonly go = (id: OfficePageId, query: Readonly<Record<string, string>> = {}): void => {
    const session = this.deps.session();
    if (!session) return;
    this.step(officeAddress(session.agency, id, query));
    this.open("heading");
  };

  /** The browser has gone to another entry of its history. */
  readonly moved = (): void => {
    this.spots.set(this.entry, spotOf(this.element()));
    this.entry = (history.state as Entry | null)?.entry ?? this.entry;
    this.open(this.spots.get(this.entry) ?? "heading");
  };

  /** The tab is reloaded or left. */
  readonly left = (): void => {
    if (this.shown) history.replaceState({ entry: this.entry, spot: spotOf(this.element()) }, "");
  };

  /** Opens the page of the address for the first time: after signing in at its heading, after a reload where somebody was. */
  arrive(hasSignedIn: boolean): void {
    const { spot } = (history.state as Entry | null) ?? {};
    history.replaceState({ entry: this.entry }, "");
    this.open(hasSignedIn ? "heading" : (spot ?? "as it is"));
  }

  /** Draws the open page anew, such as in another language. What is typed and opened in it stays. */
  redraw(): void {
    this.element()?.requestUpdate();
  }

  /** Loads the open page once more. Where that has failed, too, the server may have a new version: everything is loaded anew. */
  readonly again = (): void => {
    if (this.hasTried) this.deps.reload();
    this.hasTried = true;
    if (this.shown && "page" in this.shown) void this.load(this.shown.page, "heading");
  };

  /** Takes the page away, as after signing out. */
  close(): void {
    this.turn += 1;
    this.spots.clear();
    this.spot.leave();
    this.shown = null;
    this.told = "";
  }

  /** Adds an entry to the history. */
  private step(address: string): void {
    this.spots.set(this.entry, spotOf(this.element()));
    this.entry += 1;
    history.pushState({ entry: this.entry }, "", address);
  }

  /** Writes an address in place of the present one, with no new entry of the history. */
  private write(address: string): void {
    history.replaceState({ entry: this.entry }, "", address);
  }

  private element(): OfficePageElement | null {
    return this.shown && "page" in this.shown ? this.shown.element : null;
  }

  private show(shown: Shown): void {
    this.shown = shown;
    this.deps.changed();
  }

  private async load(page: OfficePage, to: Spot | "heading" | "as it is"): Promise<void> {
    const session = this.deps.session();
    if (!session) return;
    this.turn += 1;
    const { turn } = this;
    this.spot.leave();
    this.tell("");
    // On the way back, the page before stands until the other is there.
    if (to === "heading" || !this.element()) this.show({ page, element: null });
    const loaded = await Promise.all([page.load(), this.officeDeps(session, page)]).catch(() => null);
    if (turn !== this.turn) return;
    if (!loaded) return this.show({ page, element: null, failed: true });
    const [Page, office] = loaded;
    this.deps.define(`office-${page.id}`, Page);
    const element = new Page(office);
    this.hasTried = false;
    this.show({ page, element });
    if (to === "as it is") return;
    await this.deps.drawn();
    if (to === "heading") this.spot.toHeading(element);
    else this.spot.back(element, to);
  }

  /** Reads the agency's name for the bar and the tab. Returns its time zone. */
  private async readAgency(agency: string): Promise<string> {
    const { data } = await this.deps.client.GET("/v1/agencies/{agency}", { params: { path: { agency } } });
    this.agencyName = data?.name ?? this.agencyName;
    this.deps.changed();
    return data?.time_zone ?? "Asia/Ho_Chi_Minh";
  }

  private async officeDeps(session: Session, { id }: OfficePage): Promise<OfficeDeps> {
    const { client, server, nowMs, every, today, storage, language, reload } = this.deps;
    const { agency } = session;
    const zone = await this.readAgency(agency);
    return {
      ...{ agency, session, client, server, nowMs, every, reload, open: this.go, tell: this.tell },
      mayOpen: (page) => this.pages().some(({ id }) => id === page),
      nameOf: (page) => pickOfficeMessages(language())(pageKey(page)),
      // It may change while the page is open.
      get language() {
        return language();
      },
      today: () => today(zone),
      drafts: storage && draftsOf(storage, `${agency}:${session.id}`),
      query: {
        read: () => Object.fromEntries(new URLSearchParams(location.search)),
        write: (query, as) => this[as ?? "write"](officeAddress(agency, id, query)),
      },
    };
  }

  private readonly tell = (words: string): void => {
    this.untell();
    this.told = words;
    this.deps.changed();
    if (words === "") return;
    this.untell = this.deps.every(toldMs, () => this.tell(""));
  };
}
