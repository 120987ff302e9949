import type { DrawnConfig } from "../config/touchpoint-config.ts";
import type { Language } from "../messages/messages.ts";
import type { Delivery } from "../visit/feedback-draft.ts";
import type { RateDeps, Visit, VisitChange } from "../visit/visit.ts";

/** What the second file knows of a visit whenever it draws. */
export type MoreNow = {
  readonly language: Language;
  readonly server: string;
  readonly config: DrawnConfig;
  readonly visit: Visit;
  readonly delivery: Delivery;
  /** Whether the ticket is worth keeping: the server has the comment, or will. */
  readonly isTicketShown: boolean;
  readonly deps: RateDeps;
};

/** What the second file is handed: where it draws, what it draws, and who takes its changes. */
export type MoreHost = {
  readonly root: ShadowRoot;
  /** Below the faces. */
  readonly place: HTMLElement;
  /** The text that says what became of the feedback. */
  readonly told: HTMLElement;
  readonly now: () => MoreNow;
  /** Takes a changed visit. Fulfilled once it is kept and drawn. */
  readonly take: (change: VisitChange) => Promise<unknown>;
};

/** Draws what comes after the tap, as things stand. */
export type DrawMore = () => void;

/** Begins to draw for one element. */
export type StartMore = (host: MoreHost) => DrawMore;
