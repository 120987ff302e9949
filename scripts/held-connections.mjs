/**
 * Keeps the number of open connections below a limit. If one more comes, it closes one of the address that holds the most:
 * first one that has not yet sent a whole request, then one between two requests, then one that waits for its answer;
 * the longest so.
 * @param {number} most connections
 */
export function heldConnections(most) {
  const peers = new Map();
  let count = 0;

  function peerOf(socket) {
    const name = socket.remoteAddress ?? "";
    const peer = peers.get(name) ?? { name, held: 0, fresh: new Set(), idle: new Set(), busy: new Set() };
    peers.set(name, peer);
    return peer;
  }

  function closeOne() {
    let heaviest = null;
    for (const peer of peers.values()) if (peer.held > (heaviest?.held ?? 0)) heaviest = peer;
    const { fresh, idle, busy } = heaviest;
    const [socket] = [fresh, idle, busy].find((sockets) => sockets.size > 0);
    forget(socket, heaviest);
    socket.destroy();
  }

  function take(socket, { fresh, idle, busy }) {
    return fresh.delete(socket) || idle.delete(socket) || busy.delete(socket);
  }

  function forget(socket, peer) {
    if (!take(socket, peer)) return;
    count -= 1;
    peer.held -= 1;
    if (peer.held === 0) peers.delete(peer.name);
  }

  return {
    add(socket) {
      const peer = peerOf(socket);
      socket.once("close", () => forget(socket, peer));
      peer.fresh.add(socket);
      peer.held += 1;
      count += 1;
      if (count > most) closeOne();
      return {
        busy: () => void (take(socket, peer) && peer.busy.add(socket)),
        idle: () => void (peer.busy.delete(socket) && peer.idle.add(socket)),
      };
    },
  };
}
