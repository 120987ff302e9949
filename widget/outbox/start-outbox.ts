import type { Timers } from "../clock/start-clock.ts";
import type { DrainPorts } from "./drain-outbox.ts";
import type { KeptFeedback, KeptWhere, Outbox } from "./outbox.ts";
import { isNewer } from "./outbox.ts";
import { leavingLimits, prepareBatch } from "./prepare-batch.ts";
import type { Line, OutboxNews } from "./start-line.ts";
import { startLine } from "./start-line.ts";

/** The outbox as the element knows it. */
export type OutboxDoor = {
  /** Keeps a revision and soon sends it; fulfilled once it lies where it says. */
  keep(kept: KeptFeedback): Promise<KeptWhere>;
  /** Tries at once, since a person asked. */
  sendNow(server: string): void;
  /** Tells a listener of every piece of news; returns how to stop. */
  watch(listener: (news: OutboxNews) => void): () => void;
  /** A server's version became known: refused items may be worth another try. */
  serverSeen(server: string, version: string | null): void;
};

/** What the running outbox needs of the page. */
export type OutboxPorts = Pick<DrainPorts, "send" | "now" | "widgetVersion"> & {
  readonly outbox: Outbox;
  readonly alone: (server: string) => DrainPorts["alone"];
  /** Hands over a body that must outlive the page; nobody waits for the answer. */
  readonly sendLeaving: (server: string, body: string) => unknown;
  readonly timers: Timers;
  readonly chance: () => number;
  /** Calls back when the page is shown again or online again, and when it is left. */
  readonly watchPage: (back: () => unknown, left: () => void) => void;
};

// Several quick acts of one person, such as arrow keys over the faces, then go as one revision.
const gatherMs = 300;

/** Starts the one running outbox of a page: drains on load, on return, after each act, and when the page is left. */
export function startOutbox(ports: OutboxPorts): OutboxDoor {
  const listeners = new Set<(news: OutboxNews) => void>();
  const lines = new Map<string, Line>();
  const unsent = new Map<string, KeptFeedback>();
  const outbox = withUnsent(ports.outbox, unsent);
  const tell = (news: OutboxNews): void => {
    if (news.kind === "settled") forget(unsent, news.settlement.kept);
    for (const listener of listeners) listener(news);
  };
  const lineOf = (server: string): Line => {
    const line = lines.get(server) || startLine(server, { ...ports, outbox, alone: ports.alone(server) }, tell);
    lines.set(server, line);
    return line;
  };
  const serverSeen = async (server: string, version: string | null): Promise<void> => {
    await outbox.reconsider(server, { widget: ports.widgetVersion, server: version }, ports.now().ms);
    lineOf(server).wake(0);
  };
  const drainAll = async (): Promise<void> => {
    // A version that no server has: then what was refused for now waits again.
    for (const server of new Set([...(await outbox.servers()), ...lines.keys()])) void serverSeen(server, "");
  };
  void drainAll();
  ports.watchPage(drainAll, () => sendLeft([...lines.keys()], unsent, ports));
  return {
    async keep(kept) {
      unsent.set(kept.id, kept);
      const isOnDevice = await outbox.keep(kept);
      lineOf(kept.server).wake(gatherMs);
      return isOnDevice ? "device" : "memory";
    },
    sendNow: (server) => lineOf(server).wake(0),
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    serverSeen,
  };
}

// Storage cannot be read while a page is being left: what this load has not sent is also in memory.
function sendLeft(servers: readonly string[], unsent: ReadonlyMap<string, KeptFeedback>, ports: OutboxPorts): void {
  for (const server of servers) {
    const { body, rows } = prepareBatch(ofServer(unsent, server), ports.now(), leavingLimits);
    if (rows.length > 0) ports.sendLeaving(server, body);
  }
}

/** An outbox that also offers what this page load has not sent, since the device may have refused to store it. */
function withUnsent(outbox: Outbox, unsent: ReadonlyMap<string, KeptFeedback>): Outbox {
  return {
    ...outbox,
    async oldest(server, count) {
      const kept = await outbox.oldest(server, count);
      return [...kept.filter(({ id }) => !unsent.has(id)), ...ofServer(unsent, server)].slice(0, count);
    },
  };
}

function ofServer(unsent: ReadonlyMap<string, KeptFeedback>, server: string): KeptFeedback[] {
  return [...unsent.values()].filter((kept) => kept.server === server);
}

function forget(unsent: Map<string, KeptFeedback>, settled: KeptFeedback): void {
  if (!isNewer(unsent.get(settled.id), settled)) unsent.delete(settled.id);
}
