/** How long a network counts as one of those that ask, after its last request. */
const recentMs = 1000;
/** Room for those who come while others have taken all, as a part of what can be done at once. */
const withReserve = 1.5;

/**
 * Turns at a server that can do only so much at once, in fair shares between those who ask: a network that sends much
 * waits for itself. Networks that asked in the last second divide the turns between them.
 */
export class FairTurns {
  #limits;
  #askers = new Map();
  #waiting = new Set();
  #running = 0;
  #sweptMs = 0;

  /** @param {{ atOnce: number, mostWaiting: number, nowMs: () => number }} limits `mostWaiting` of one network */
  constructor(limits) {
    this.#limits = limits;
  }

  /**
   * Calls the wish's `begin(done)` when it is the network's turn. Returns a function that takes the wish back, or null if
   * the network has too many waiting already. A wish has the weight of its work, in the unit of `atOnce`; one that is alone
   * begins, however heavy it is.
   * @param {string} name
   * @param {{ weight: number, begin: (done: () => void) => void }} wish
   */
  take(name, wish) {
    const asker = this.#askerOf(name);
    if (asker.wishes.size >= this.#limits.mostWaiting) return null;
    asker.wishes.add(wish);
    this.#waiting.add(asker);
    this.#beginNext();
    return () => {
      asker.wishes.delete(wish);
      if (asker.wishes.size === 0) this.#waiting.delete(asker);
    };
  }

  #askerOf(name) {
    const asker = this.#askers.get(name) ?? { name, running: 0, wishes: new Set(), lastMs: 0 };
    asker.lastMs = this.#limits.nowMs();
    this.#askers.set(name, asker);
    return asker;
  }

  #forgetOld() {
    const now = this.#limits.nowMs();
    if (now - this.#sweptMs < recentMs / 4) return;
    this.#sweptMs = now;
    for (const { name, running, wishes, lastMs } of this.#askers.values()) {
      if (running === 0 && wishes.size === 0 && now - lastMs > recentMs) this.#askers.delete(name);
    }
  }

  #beginNext() {
    this.#forgetOld();
    const { atOnce } = this.#limits;
    const share = atOnce / Math.max(1, this.#askers.size);
    for (const asker of this.#waiting) {
      const [{ weight }] = asker.wishes;
      // Who has nothing running finds room although another one took all that there was.
      const isFirst = asker.running === 0 && this.#running < atOnce * withReserve;
      if (isFirst || (this.#running < atOnce && asker.running + weight <= share)) this.#begin(asker);
      else if (this.#running >= atOnce * withReserve) return;
    }
  }

  #begin(asker) {
    const [wish] = asker.wishes;
    const weight = Math.min(wish.weight, this.#limits.atOnce);
    asker.wishes.delete(wish);
    // Put last again, so that the others have their turn first.
    this.#waiting.delete(asker);
    if (asker.wishes.size > 0) this.#waiting.add(asker);
    this.#add(asker, weight);
    let isDone = false;
    wish.begin(() => {
      if (isDone) return;
      isDone = true;
      this.#add(asker, -weight);
      asker.lastMs = this.#limits.nowMs();
      this.#beginNext();
    });
  }

  #add(asker, weight) {
    asker.running += weight;
    this.#running += weight;
  }
}
