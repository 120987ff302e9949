import type { DBSchema, IDBPDatabase, IDBPTransaction } from "idb";
import { openDB } from "idb";
import type { KeptFeedback, Outbox, ParkedFeedback } from "./outbox.ts";
import { fateOfParked, isNewer } from "./outbox.ts";
import { reopening } from "./reopening.ts";

type Schema = DBSchema & {
  waiting: { key: [string, string]; value: KeptFeedback };
  parked: { key: [string, string]; value: ParkedFeedback };
};
type Room = "waiting" | "parked";
type Both = IDBPTransaction<Schema, Room[], "readwrite">;

const rooms: Room[] = ["waiting", "parked"];

/** Version of the database. A step only ever adds: what waits must survive every upgrade. */
const version = 1;

/**
 * The outbox on the device, shared by the tabs of the host page's origin. A database that the browser shut meanwhile, as
 * iOS does in the background, is opened again.
 */
export function outboxStore(name: string): Outbox {
  const change = changer(name);
  const write = (work: (transaction: Both) => Promise<unknown>): Promise<boolean> =>
    change(work).then(
      () => true,
      () => false,
    );
  return {
    keep: (kept) => write((transaction) => putIfNewer(transaction, kept)),
    oldest: (server, count) =>
      change((transaction) => transaction.objectStore("waiting").getAll(ofServer(server), count)).catch(() => []),
    settle: (receipted) => write((transaction) => takeOut(transaction, receipted)),
    park: (refused) =>
      write(async (transaction) => {
        for (const parked of await takeOut(transaction, refused)) await transaction.objectStore("parked").put(parked);
      }),
    reconsider: (server, versions, nowMs) =>
      write(async (transaction) => {
        const apart = transaction.objectStore("parked");
        for (const parked of await apart.getAll(ofServer(server))) {
          const fate = fateOfParked(parked, versions, nowMs);
          if (fate !== "stay") await apart.delete(keyOf(parked));
          if (fate === "wait") await putIfNewer(transaction, parked);
        }
      }),
    servers: () =>
      change(async (transaction) => {
        const keys = await Promise.all(rooms.map((room) => transaction.objectStore(room).getAllKeys()));
        return [...new Set(keys.flat().map(([server]) => server))];
      }).catch(() => []),
  };
}

function keyOf({ server, id }: KeptFeedback): [string, string] {
  return [server, id];
}

function ofServer(server: string): IDBKeyRange {
  return IDBKeyRange.bound([server], [server, []]);
}

async function putIfNewer(transaction: Both, kept: KeptFeedback): Promise<void> {
  const waiting = transaction.objectStore("waiting");
  if (isNewer(await waiting.get(keyOf(kept)), kept)) return;
  await waiting.put(kept);
  await transaction.objectStore("parked").delete(keyOf(kept));
}

/** Takes rows out of what waits, and answers those that were there in no newer revision. */
async function takeOut<Row extends KeptFeedback>(transaction: Both, rows: readonly Row[]): Promise<Row[]> {
  const waiting = transaction.objectStore("waiting");
  const taken: Row[] = [];
  for (const row of rows) {
    const kept = await waiting.get(keyOf(row));
    if (!kept || isNewer(kept, row)) continue;
    await waiting.delete(keyOf(row));
    taken.push(row);
  }
  return taken;
}

type Change = <T>(work: (transaction: Both) => Promise<T>) => Promise<T>;

/** Runs work in one durable transaction. */
function changer(name: string): Change {
  const use = reopening((closed) => open(name, closed));
  return (work) =>
    use(async (connection) => {
      const transaction = connection.transaction(rooms, "readwrite", { durability: "strict" });
      const [value] = await Promise.all([work(transaction), transaction.done]);
      return value;
    });
}

function open(name: string, closed: () => void): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(name, version, {
    upgrade(database, from) {
      if (from < 1) for (const room of rooms) database.createObjectStore(room, { keyPath: ["server", "id"] });
    },
    // Another tab runs a newer widget: it may upgrade at once, and this one opens again when next needed.
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      closed();
    },
    terminated: closed,
  });
}
