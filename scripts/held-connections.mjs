/**
 * Keeps the number of open connections below a limit. If one more comes, it closes one of the address that holds the most:
 * first one that has not yet sent a whole request, then one between two requests, then one that waits for its answer;
 * the longest so.
 */
export class HeldConnections {
  #most;
  #peers = new Map();
  #count = 0;

  /** @param {number} most connections */
  constructor(most) {
    this.#most = most;
  }

  /** Holds a new connection. Returns what to call when a request of it begins to be answered, and when it was. */
  add(socket) {
    const peer = this.#peerOf(socket);
    socket.once("close", () => this.#forget(socket, peer));
    peer.fresh.add(socket);
    peer.held += 1;
    this.#count += 1;
    if (this.#count > this.#most) this.#closeOne();
    return {
      busy: () => void (take(socket, peer) && peer.busy.add(socket)),
      idle: () => void (peer.busy.delete(socket) && peer.idle.add(socket)),
    };
  }

  #peerOf(socket) {
    const name = socket.remoteAddress ?? "";
    const peer = this.#peers.get(name) ?? { name, held: 0, fresh: new Set(), idle: new Set(), busy: new Set() };
    this.#peers.set(name, peer);
    return peer;
  }

  #closeOne() {
    let heaviest = null;
    for (const peer of this.#peers.values()) if (peer.held > (heaviest?.held ?? 0)) heaviest = peer;
    const { fresh, idle, busy } = heaviest;
    const [socket] = [fresh, idle, busy].find((sockets) => sockets.size > 0);
    this.#forget(socket, heaviest);
    socket.destroy();
  }

  #forget(socket, peer) {
    if (!take(socket, peer)) return;
    this.#count -= 1;
    peer.held -= 1;
    if (peer.held === 0) this.#peers.delete(peer.name);
  }
}

function take(socket, { fresh, idle, busy }) {
  return fresh.delete(socket) || idle.delete(socket) || busy.delete(socket);
}
