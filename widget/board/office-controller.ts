import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import type { Result } from "../../shared/result.ts";
import type { CallFault } from "../ui/call-server.ts";

/** The field for the office's key: what is typed, whether it is being tried, and why it was refused. */
export type OfficeDoor = { readonly typed: string; readonly isBusy: boolean; readonly fault: CallFault | null };

/** What the controller does on the board. */
export type OfficeActs = {
  /** Reads a path below the agency with a key. */
  readonly read: <T>(path: string, key: string) => Promise<Result<T, CallFault>>;
  /** The year of the agency's day. */
  readonly year: () => string;
  /** Adds the questions of the office alone; false if they cannot be loaded. */
  readonly addQuestions: () => Promise<boolean>;
  /** There is another key, or none. `root`: the unit that the key is of. */
  readonly keyChanged: (root: string | null) => void;
  /** What the field shows has changed. */
  readonly shown: () => void;
};

const closed: OfficeDoor = { typed: "", isBusy: false, fault: null };

/** Holds the office's key, in memory alone and only for as long as the page lives. */
export class OfficeController {
  key: string | null;
  /** The unit that the key is of; null if nobody knows, or without a key. */
  root: string | null;
  door: OfficeDoor;
  private readonly acts: OfficeActs;

  constructor(acts: OfficeActs) {
    this.acts = acts;
    this.key = this.root = null;
    this.door = closed;
  }

  typed(typed: string): void {
    this.show({ ...this.door, typed, fault: null });
  }

  /** Tries the key before the board goes on with it. */
  async enter(): Promise<void> {
    const key = this.door.typed.trim();
    if (key === "" || this.door.isBusy) return;
    this.show({ ...this.door, isBusy: true });
    type Rows = { readonly data: readonly PublishedIndex[] };
    const found = await this.acts.read<Rows>(`/indices?period=${this.acts.year()}`, key);
    const fault = !found.ok ? found.failure : (await this.acts.addQuestions()) ? null : "unreachable";
    // Meanwhile the page was left.
    if (!this.door.isBusy) return;
    this.show(fault === null ? closed : { ...this.door, isBusy: false, fault });
    if (!found.ok || fault !== null) return;
    this.key = key;
    this.root = found.value.data[0]?.unit.code ?? null;
    this.acts.keyChanged(this.root);
  }

  /** Forgets the key. */
  leave(): void {
    this.key = this.root = null;
    this.show(closed);
    this.acts.keyChanged(null);
  }

  /** The browser may keep a page that was left, and show it to whoever goes back: without the key, and without what it showed. */
  readonly left = (): void => (this.key === null ? this.show(closed) : this.leave());

  private show(door: OfficeDoor): void {
    this.door = door;
    this.acts.shown();
  }
}
