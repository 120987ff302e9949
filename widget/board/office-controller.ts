import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import type { Session } from "../../shared/contract/session.ts";
import type { Result } from "../../shared/result.ts";
import type { CallFault } from "../ui/call-server.ts";

/** By what the office reads: a key that was typed, or the session of whoever is signed in on this server. */
export type Pass = { readonly key: string } | { readonly session: Session };

/** The field for the office's key: what is typed, whether it is being tried, and why it was refused. */
export type OfficeDoor = { readonly typed: string; readonly isBusy: boolean; readonly fault: CallFault | null };

/** What the controller does on the board. */
export type OfficeActs = {
  /** Reads a path below the agency. */
  readonly read: <T>(path: string, pass: Pass) => Promise<Result<T, CallFault>>;
  /** Who is signed in and may read the agency's figures; null if nobody is, and on pages that are not the board's own. */
  readonly findSession: () => Promise<Session | null>;
  /** The year of the agency's day. */
  readonly year: () => string;
  /** Adds the questions of the office alone; false if they cannot be loaded. */
  readonly addQuestions: () => Promise<boolean>;
  /** There is another pass, or none. `root`: the unit that it is of. */
  readonly passChanged: (root: string | null) => void;
  /** What the field shows has changed. */
  readonly shown: () => void;
};

const closed: OfficeDoor = { typed: "", isBusy: false, fault: null };

/** Holds the office's pass, in memory alone and only for as long as the page lives. */
export class OfficeController {
  pass: Pass | null;
  /** The unit that the pass is of; null if nobody knows, or without one. */
  root: string | null;
  door: OfficeDoor;
  /** The session that may be used instead of a key. */
  offered: Session | null;
  private readonly acts: OfficeActs;

  constructor(acts: OfficeActs) {
    this.acts = acts;
    this.pass = this.root = this.offered = null;
    this.door = closed;
  }

  typed(typed: string): void {
    this.show({ ...this.door, typed, fault: null });
  }

  /** Looks whether somebody is signed in. Asked only when the office's corner is opened, so that readers cost no call. */
  async look(): Promise<void> {
    this.offered = await this.acts.findSession();
    this.acts.shown();
  }

  /** Goes on with the session, if there is one. */
  async enterBySession(): Promise<void> {
    if (!this.offered) await this.look();
    if (this.offered) await this.enterBy({ session: this.offered });
  }

  /** Tries the key before the board goes on with it. */
  async enter(): Promise<void> {
    const key = this.door.typed.trim();
    if (key !== "") await this.enterBy({ key });
  }

  private async enterBy(pass: Pass): Promise<void> {
    if (this.door.isBusy) return;
    this.show({ ...this.door, isBusy: true });
    type Rows = { readonly data: readonly PublishedIndex[] };
    const found = await this.acts.read<Rows>(`/indices?period=${this.acts.year()}`, pass);
    const fault = !found.ok ? found.failure : (await this.acts.addQuestions()) ? null : "unreachable";
    // Meanwhile the page was left.
    if (!this.door.isBusy) return;
    this.show(fault === null ? closed : { ...this.door, isBusy: false, fault });
    if (!found.ok || fault !== null) return;
    this.pass = pass;
    this.root = found.value.data[0]?.unit.code ?? null;
    this.acts.passChanged(this.root);
  }

  /** Forgets the pass. A session goes on at the office. */
  leave(): void {
    this.pass = this.root = this.offered = null;
    this.show(closed);
    this.acts.passChanged(null);
  }

  /** The browser may keep a page that was left, and show it to whoever goes back: without the pass, and without what it showed. */
  readonly left = (): void => (this.pass === null ? this.show(closed) : this.leave());

  private show(door: OfficeDoor): void {
    this.door = door;
    this.acts.shown();
  }
}
