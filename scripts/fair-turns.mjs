/** How long a network counts as one of those that ask, after its last request. */
const recentMs = 1000;

/**
 * Turns at a server that can do only so much at once, in fair shares between those who ask: a network that sends much
 * waits for itself. `take` calls `begin(done)` when it is the network's turn; the returned function takes the wish back.
 * Returns null if the network has too many waiting already.
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
    asker.wishes.delete(wish);
    // Put last again, so that the others have their turn first.
    waiting.delete(asker);
    if (asker.wishes.size > 0) waiting.add(asker);
    asker.running += 1;
    running += 1;
    let isDone = false;
    wish(() => {
      if (isDone) return;
      isDone = true;
      asker.running -= 1;
      asker.lastMs = nowMs();
      running -= 1;
      beginNext();
    });
  }

  function beginNext() {
    forgetOld();
    const share = Math.max(1, Math.floor(atOnce / Math.max(1, askers.size)));
    for (const asker of waiting) {
      if (running >= atOnce) return;
      if (asker.running < share) begin(asker);
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
