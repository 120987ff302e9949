/** How long a network counts as one of those that ask, after its last request. */
const recentMs = 1000;

/** Room for those who come while others have taken all, as a part of what can be done at once. */
const withReserve = 1.5;

/**
 * Turns at a server that can do only so much at once, in fair shares between those who ask: a network that sends much
 * waits for itself. `take` calls the wish's `begin(done)` when it is the network's turn, and returns a function that takes
 * the wish back, or null if the network has too many waiting already. A wish has the weight of its work, in the unit of
 * `atOnce`; one that is alone begins, however heavy it is.
 * @param {{ atOnce: number, mostWaiting: number, nowMs: () => number }} limits `mostWaiting` of one network
 */
export function fairTurns({ atOnce, mostWaiting, nowMs }) {
  const askers = new Map();
  const waiting = new Set();
  let running = 0;
  let sweptMs = 0;

  function askerOf(name) {
    const asker = askers.get(name) ?? { name, running: 0, wishes: new Set(), lastMs: 0 };
    asker.lastMs = nowMs();
    askers.set(name, asker);
    return asker;
  }

  function forgetOld() {
    const now = nowMs();
    if (now - sweptMs < recentMs / 4) return;
    sweptMs = now;
    for (const { name, running: busy, wishes, lastMs } of askers.values()) {
      if (busy === 0 && wishes.size === 0 && now - lastMs > recentMs) askers.delete(name);
    }
  }

  function begin(asker) {
    const [wish] = asker.wishes;
    const weight = Math.min(wish.weight, atOnce);
    asker.wishes.delete(wish);
    // Put last again, so that the others have their turn first.
    waiting.delete(asker);
    if (asker.wishes.size > 0) waiting.add(asker);
    asker.running += weight;
    running += weight;
    let isDone = false;
    wish.begin(() => {
      if (isDone) return;
      isDone = true;
      asker.running -= weight;
      asker.lastMs = nowMs();
      running -= weight;
      beginNext();
    });
  }

  function beginNext() {
    forgetOld();
    const share = atOnce / Math.max(1, askers.size);
    for (const asker of waiting) {
      const [{ weight }] = asker.wishes;
      // Who has nothing running finds room although another one took all that there was.
      const isFirst = asker.running === 0 && running < atOnce * withReserve;
      if (isFirst || (running < atOnce && asker.running + weight <= share)) begin(asker);
      else if (running >= atOnce * withReserve) return;
    }
  }

  return {
    take(name, wish) {
      const asker = askerOf(name);
      if (asker.wishes.size >= mostWaiting) return null;
      asker.wishes.add(wish);
      waiting.add(asker);
      beginNext();
      return () => {
        asker.wishes.delete(wish);
        if (asker.wishes.size === 0) waiting.delete(asker);
      };
    },
  };
}
