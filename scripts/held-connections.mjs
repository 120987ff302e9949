/**
 * Keeps the number of open connections below a limit. If one more comes, it closes one of the address that holds the most:
 * first one that asks for nothing, the longest idle first; else the one whose request began first.
 * @param {number} most connections
 */
export function heldConnections(most) {
  const peers = new Map();
  let count = 0;

  function peerOf(socket) {
    const name = socket.remoteAddress ?? "";
    const peer = peers.get(name) ?? { name, idle: new Set(), busy: new Set() };
    peers.set(name, peer);
    return peer;
  }

  function closeOne() {
    let heaviest = null;
    let held = 0;
    for (const peer of peers.values()) {
      const size = peer.idle.size + peer.busy.size;
      if (size > held) [heaviest, held] = [peer, size];
    }
    const [socket] = heaviest.idle.size > 0 ? heaviest.idle : heaviest.busy;
    socket.destroy();
    forget(socket, heaviest);
  }

  function forget(socket, peer) {
    if (!peer.idle.delete(socket) && !peer.busy.delete(socket)) return;
    count -= 1;
    if (peer.idle.size + peer.busy.size === 0) peers.delete(peer.name);
  }

  return {
    add(socket) {
      const peer = peerOf(socket);
      socket.once("close", () => forget(socket, peer));
      peer.idle.add(socket);
      count += 1;
      if (count > most) closeOne();
      return {
        busy: () => void (peer.idle.delete(socket) && peer.busy.add(socket)),
        idle: () => void (peer.busy.delete(socket) && peer.idle.add(socket)),
      };
    },
  };
}
