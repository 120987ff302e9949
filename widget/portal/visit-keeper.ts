import type { OutboxNews } from "../outbox/drain-outbox.ts";
import type { OutboxDoor } from "../outbox/start-outbox.ts";
import { type Delivery, type FeedbackDraft, heard, noDelivery, storedIn, underWay } from "../visit/feedback-draft.ts";
import { noVisit, type Visit, type VisitChange } from "../visit/visit.ts";

/** What keeping a visit needs of the page. */
export type KeeperDeps = { readonly outbox: OutboxDoor; readonly session: string };

/** Where a visit takes place, and who hears of it. */
export type KeeperHost = {
  readonly place: () => { readonly server: string; readonly touchpoint: string };
  readonly changed: () => unknown;
  /** Tells the page: `feedback-captured`, `feedback-receipted`, `feedback-refused`. */
  readonly tell: (event: string, detail: Readonly<Record<string, unknown>>) => void;
};

/** Holds one person's visit: stores each revision before it is confirmed, and hears of its delivery. */
export class VisitKeeper {
  declare visit: Visit;
  declare delivery: Delivery;
  declare private readonly _host: KeeperHost;
  declare private readonly _deps: KeeperDeps;
  declare private readonly _own: Set<string>;
  declare private _written: Promise<unknown>;
  declare private readonly _listen: (news: OutboxNews) => void;
  declare private _isHere: boolean;
  declare private _unwatch: () => void;

  constructor(host: KeeperHost, deps: KeeperDeps) {
    this._host = host;
    this._deps = deps;
    this._own = new Set();
    this._listen = (news) => this._hear(news);
    this.reset();
  }

  /** Listens to the outbox. */
  connect(): void {
    this._isHere = true;
    this._unwatch = this._deps.outbox.watch(this._listen);
  }

  /** Stops listening, once nothing is under way: a page may put the element back, which then says how things stand. */
  disconnect(): void {
    this._isHere = false;
    this._rest();
  }

  private _rest(): void {
    if (!this._isHere && /^(none|re.*d)$/.test(this.delivery.state)) this._unwatch();
  }

  /** Forgets the visit; what is in the outbox stays there. */
  reset(): void {
    this.visit = noVisit;
    this.delivery = noDelivery;
    this._written = Promise.resolve();
  }

  /** Takes a changed visit. Fulfilled once everything so far has been kept. */
  take({ visit, keep }: VisitChange): Promise<unknown> {
    this.visit = visit;
    if (keep) {
      this.delivery = underWay(this.delivery, keep);
      this._written = Promise.all([this._written, this._write(keep)]);
    }
    this._host.changed();
    return this._written;
  }

  private async _write(draft: FeedbackDraft): Promise<void> {
    const { item, tappedAtMs } = draft;
    const { id, revision } = item;
    this._own.add(id);
    const { outbox, session } = this._deps;
    const stored = await outbox.keep({ server: this._host.place().server, id, item, session, tappedAtMs });
    if (this.visit.draft === draft) this.delivery = storedIn(this.delivery, stored);
    this._host.tell("feedback-captured", { id, revision, stored });
    this._host.changed();
  }

  private _hear(news: OutboxNews): void {
    const { server, touchpoint } = this._host.place();
    if (news.server !== server) return;
    this.delivery = heard(this.delivery, this.visit.draft, news);
    if (news.kind === "settled") {
      const { kept, receipt } = news.settlement;
      const { id, item, session } = kept;
      const { outcome, problem } = receipt;
      // What an earlier page load left behind belongs to no element of this one: the one of the same touchpoint tells.
      if (this._own.has(id) || (session !== this._deps.session && item.touchpoint === touchpoint)) {
        const name = outcome === "refused" ? "feedback-refused" : "feedback-receipted";
        this._host.tell(name, { id, revision: item.revision, outcome, problem });
      }
    }
    this._rest();
    this._host.changed();
  }
}
