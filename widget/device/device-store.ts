import type { DBSchema, IDBPDatabase, IDBPTransaction } from "idb";
import { openDB } from "idb";
import { fateOfParked } from "../outbox/outbox.ts";
import { reopening } from "../outbox/reopening.ts";
import type { DeviceFacts } from "./device-facts.ts";
import { noFacts } from "./device-facts.ts";
import type { Capture, DeviceMemory } from "./device-memory.ts";
import type { Epoch } from "./epoch.ts";
import type { NumberedFeedback, ParkedNumbered } from "./numbered-feedback.ts";

type Key = [string, number, string];
type Schema = DBSchema & {
  facts: { key: string; value: unknown };
  epochs: { key: number; value: Epoch };
  waiting: { key: Key; value: NumberedFeedback; indexes: { id: string } };
  parked: { key: Key; value: ParkedNumbered; indexes: { id: string } };
};
type Room = "facts" | "epochs" | "waiting" | "parked";
type Writing = IDBPTransaction<Schema, Room[], "readwrite">;
type Reading = IDBPTransaction<Schema, Room[], "readonly">;

const rooms: Room[] = ["facts", "epochs", "waiting", "parked"];

/** Version of the database. A step only ever adds: what waits must survive every upgrade, and every way back. */
const version = 1;

// A revision may come after its former one has left: these keep its number and its time for as long as one can.
const remembered = 100;
const keysAtOnce = 500;
// One a day, where the device sleeps at night, and some for clocks that were set: more than a year.
const epochsKept = 500;

/** What a device keeps, in the browser's database; every write is asked to be on disk before it is told. */
export function deviceStore(name: string): DeviceMemory {
  const use = reopening((closed) => open(name, closed));
  const look: Look = (work) => use((connection) => work(connection.transaction(rooms, "readonly")));
  const change: Change = (work) =>
    use(async (connection) => {
      const transaction = connection.transaction(rooms, "readwrite", { durability: "strict" });
      const [value] = await Promise.all([work(transaction), transaction.done]);
      return value;
    });
  return { ...factsPart(look, change), ...queuePart(look, change), ...refusedPart(look, change) };
}

type Look = <T>(work: (transaction: Reading) => Promise<T>) => Promise<T>;
type Change = <T>(work: (transaction: Writing) => Promise<T>) => Promise<T>;

function factsPart(
  look: Look,
  change: Change,
): Pick<DeviceMemory, "facts" | "epochs" | "write" | "nextCounter" | "learn"> {
  return {
    facts: () => look(readFacts),
    epochs: () => look((transaction) => transaction.objectStore("epochs").getAll()),
    write: (facts) => change((transaction) => writeFacts(transaction, facts)),
    nextCounter: (above) =>
      change(async (transaction) => {
        const counter = Math.max((await readFacts(transaction)).counter, above) + 1;
        await transaction.objectStore("facts").put(counter, "counter");
        return counter;
      }),
    learn: (epoch) =>
      change(async (transaction) => {
        const epochs = transaction.objectStore("epochs");
        await epochs.put(epoch);
        await epochs.delete(IDBKeyRange.upperBound(epoch.id - epochsKept));
      }),
  };
}

async function readFacts(transaction: Reading | Writing): Promise<DeviceFacts> {
  const store = transaction.objectStore("facts");
  const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
  return { ...noFacts, ...Object.fromEntries(keys.map((key, at) => [key, values[at]])) };
}

const rising = ["counter", "sequence", "placedUntilMs"] as const;

async function writeFacts(transaction: Writing, facts: Partial<DeviceFacts>): Promise<void> {
  const store = transaction.objectStore("facts");
  const before = await readFacts(transaction);
  const isNewDevice = facts.identity !== undefined && facts.identity.device !== before.identity?.device;
  for (const [name, value] of Object.entries(facts)) {
    const number = rising.find((one) => one === name);
    // Another device has numbers of its own; times and signatures go on rising.
    const keepsRising = number && !(isNewDevice && number === "sequence");
    await store.put(keepsRising ? Math.max(before[number], Number(value)) : value, name);
  }
}

type Given = Pick<NumberedFeedback, "sequence" | "epoch" | "placed">;

function queuePart(look: Look, change: Change): Pick<DeviceMemory, "keep" | "waiting" | "place" | "settle" | "queue"> {
  const given = new Map<string, Given>();
  return {
    async keep(capture) {
      const row = await change((transaction) => keep(transaction, capture, given.get(capture.id)));
      remember(given, row);
      return row.sequence;
    },
    waiting: (device, after, count) =>
      look((transaction) => transaction.objectStore("waiting").getAll(behind(device, after), count)),
    async place(placements) {
      await change(async (transaction) => {
        const waiting = transaction.objectStore("waiting");
        // All asked for at once: one after the other takes several times as long.
        const placing = placements.map(async ({ row, placed }) => {
          const now = await waiting.get(keyOf(row));
          if (now && !now.placed) await waiting.put({ ...now, placed });
        });
        await Promise.all(placing);
        await writeFacts(transaction, { placedUntilMs: Math.max(0, ...placements.map(({ placed }) => placed.ms)) });
      });
      for (const { row, placed } of placements) if (given.has(row.id)) remember(given, { ...row, placed });
    },
    settle: (receipted) =>
      change(async (transaction) => {
        await Promise.all(receipted.map(({ id, revision }) => takeOut(transaction, id, revision)));
      }),
    queue: (device) => look((transaction) => queueOf(transaction, device)),
  };
}

function keyOf({ device, sequence, id }: NumberedFeedback): Key {
  return [device, sequence, id];
}

/** What a device captured with higher numbers than that. */
function behind(device: string, sequence: number): IDBKeyRange {
  return IDBKeyRange.bound([device, sequence, []], [device, []], true);
}

function remember(given: Map<string, Given>, { id, sequence, epoch, placed }: NumberedFeedback): void {
  given.delete(id);
  given.set(id, { sequence, epoch, ...(placed && { placed }) });
  for (const [oldest] of given) if (given.size > remembered) given.delete(oldest);
}

async function keep(transaction: Writing, capture: Capture, given: Given | undefined): Promise<NumberedFeedback> {
  const waiting = transaction.objectStore("waiting");
  const parked = transaction.objectStore("parked");
  const here = (await waiting.index("id").get(capture.id)) || (await parked.index("id").get(capture.id));
  if (here && here.item.revision > capture.item.revision) return here;
  const before = here || given;
  const { epoch, ...captured } = capture;
  const sequence = before ? before.sequence : await nextSequence(transaction, capture);
  const row: NumberedFeedback = {
    ...captured,
    sequence,
    epoch: before ? before.epoch : epoch.id,
    ...(before?.placed && { placed: before.placed }),
  };
  await waiting.put(row);
  await parked.delete(keyOf(row));
  await transaction.objectStore("epochs").put(epoch);
  return row;
}

async function nextSequence(transaction: Writing, { item }: Capture): Promise<number> {
  if (item.test) return 0;
  const store = transaction.objectStore("facts");
  const sequence = ((await readFacts(transaction)).sequence || 0) + 1;
  await store.put(sequence, "sequence");
  return sequence;
}

/** Takes a revision out of what waits; undefined where a newer one is there, or none. */
async function takeOut(transaction: Writing, id: string, revision: number): Promise<NumberedFeedback | undefined> {
  const waiting = transaction.objectStore("waiting");
  const row = await waiting.index("id").get(id);
  if (!row || row.item.revision > revision) return undefined;
  await waiting.delete(keyOf(row));
  return row;
}

async function queueOf(transaction: Reading, device: string): ReturnType<DeviceMemory["queue"]> {
  const waiting = transaction.objectStore("waiting");
  const all = await waiting.count();
  const own = await ownNumbers(transaction, device);
  const trials = await waiting.count(IDBKeyRange.bound([device], [device, 1]));
  const [oldest] = await waiting.getAll(behind(device, 0), 1);
  const parked = await transaction.objectStore("parked").getAll();
  const ownParked = parked.filter((row) => row.device === device && row.sequence > 0);
  const numbers = [...own, ...ownParked.map(({ sequence }) => sequence)];
  const [first] = [...(oldest ? [oldest] : []), ...ownParked].sort((a, b) => a.sequence - b.sequence);
  return {
    numbers: numbers.sort((a, b) => a - b),
    waiting: all + parked.length,
    // What another device captured here waits until this tablet is that device again.
    parked: parked.length + all - own.length - trials,
    oldest: first,
  };
}

/** Read in portions: the keys of a long queue at once would hold up the screen. */
async function ownNumbers(transaction: Reading, device: string): Promise<number[]> {
  const numbers: number[] = [];
  for (;;) {
    const last = numbers[numbers.length - 1] || 0;
    const keys = await transaction.objectStore("waiting").getAllKeys(behind(device, last), keysAtOnce);
    numbers.push(...keys.map(([, sequence]) => sequence));
    if (keys.length < keysAtOnce) return numbers;
  }
}

function refusedPart(look: Look, change: Change): Pick<DeviceMemory, "parked" | "park" | "reconsider"> {
  return {
    parked: () => look((transaction) => transaction.objectStore("parked").getAll()),
    park: (refused) =>
      change(async (transaction) => {
        for (const { id, revision, problem, versions } of refused) {
          const row = await takeOut(transaction, id, revision);
          if (row) await transaction.objectStore("parked").put({ ...row, problem, versions });
        }
      }),
    reconsider: (versions) =>
      change(async (transaction) => {
        const apart = transaction.objectStore("parked");
        for (const { problem, versions: then, ...row } of await apart.getAll()) {
          // However old: a kiosk drops nothing.
          const kept = { ...row, server: "", problem, versions: then };
          if (fateOfParked(kept, versions, Date.parse(row.item.answered_at)) !== "wait") continue;
          await apart.delete(keyOf(row));
          await transaction.objectStore("waiting").put(row);
        }
      }),
  };
}

async function open(name: string, closed: () => void): Promise<IDBPDatabase<Schema>> {
  const callbacks = {
    upgrade(database: IDBPDatabase<Schema>, from: number): void {
      if (from >= 1) return;
      database.createObjectStore("facts");
      database.createObjectStore("epochs", { keyPath: "id" });
      for (const room of ["waiting", "parked"] as const) {
        database
          .createObjectStore(room, { keyPath: ["device", "sequence", "id"] })
          .createIndex("id", "id", { unique: true });
      }
    },
    // Another tab runs a newer page: it may upgrade at once, and this one opens again when next needed.
    blocking(_current: number, _blocked: number | null, event: Event): void {
      (event.target as IDBDatabase).close();
      closed();
    },
    terminated: closed,
  };
  try {
    return await openDB<Schema>(name, version, callbacks);
  } catch (error) {
    // A newer page was here and was taken back: what it added hurts nobody.
    if (!(error instanceof DOMException) || error.name !== "VersionError") throw error;
    return openDB<Schema>(name, undefined, callbacks);
  }
}
