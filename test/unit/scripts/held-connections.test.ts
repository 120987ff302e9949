import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { HeldConnections } from "../../../scripts/held-connections.mjs";

class Connection extends EventEmitter {
  isClosed = false;
  readonly remoteAddress: string;

  constructor(remoteAddress: string) {
    super();
    this.remoteAddress = remoteAddress;
  }

  destroy(): void {
    this.isClosed = true;
    this.emit("close");
  }
}

function opened(most: number): (address: string) => { socket: Connection; busy: () => void; idle: () => void } {
  const held = new HeldConnections(most);
  return (address) => {
    const socket = new Connection(address);
    return { socket, ...held.add(socket) };
  };
}

test("the longest idle connection of the address that holds the most makes room for a new one", () => {
  const open = opened(3);
  const flood = [open("203.0.113.9"), open("203.0.113.9")];
  const person = open("10.0.0.1");
  const next = open("10.0.0.2");
  expect([...flood, person, next].map(({ socket }) => socket.isClosed)).toEqual([true, false, false, false]);
});

test("a connection that waits for its answer stays while another one is idle", () => {
  const open = opened(2);
  const [first, second] = [open("203.0.113.9"), open("203.0.113.9")];
  first.busy();
  open("203.0.113.9");
  expect([first, second].map(({ socket }) => socket.isClosed)).toEqual([false, true]);
});

test("a connection that has had an answer stays while another one has never asked", () => {
  const open = opened(2);
  const [known, silent] = [open("203.0.113.9"), open("203.0.113.9")];
  known.busy();
  known.idle();
  open("203.0.113.9");
  expect([known, silent].map(({ socket }) => socket.isClosed)).toEqual([false, true]);
});

test("no more than the limit are open, even if all wait for answers", () => {
  const open = opened(2);
  const all = Array.from({ length: 5 }, () => {
    const one = open("203.0.113.9");
    one.busy();
    return one;
  });
  expect(all.filter(({ socket }) => !socket.isClosed)).toHaveLength(2);
});

test("a connection that has ended makes room itself", () => {
  const open = opened(2);
  const [first, second] = [open("10.0.0.1"), open("10.0.0.2")];
  first.socket.destroy();
  open("10.0.0.3");
  expect(second.socket.isClosed).toBe(false);
});
