import { answerOf, outboxStore, rangeOf, type Transact } from "../outbox/outbox-store.ts";
import type { DeviceFacts, DeviceMemory, NumberedFeedback, QueueState } from "./device-memory.ts";
import { noFacts } from "./device-memory.ts";

// A revision may come after its former one was sent: it keeps the sequence number and the time while this many newer
// feedback are not yet captured.
const remembered = 100;
const keysAtOnce = 500;
// One a day if the device sleeps at night, and some for clocks that were set: more than a year.
const epochsKept = 500;

/** What a device keeps in the browser's database: an outbox, and beside it facts and epochs. */
export function deviceStore(name: string): DeviceMemory {
  const { transact, oldest, settle, reconsider, keep } = outboxStore<NumberedFeedback>(name, layOut);
  const known = new Map<string, NumberedFeedback>();
  return {
    oldest,
    settle,
    reconsider,
    ...factsPart(transact),
    async keep({ epoch, ...captured }) {
      const unnumbered = { ...captured, epoch: epoch.id, sequence: 0 };
      const row = await keep(unnumbered, async (transaction, stored) => {
        transaction.objectStore("epochs").put(epoch);
        const before = stored || known.get(captured.id);
        if (!before) return { ...unnumbered, sequence: captured.item.test ? 0 : await nextSequence(transaction) };
        const { sequence, epoch: first, placed } = before;
        return { ...captured, epoch: first, sequence, ...(placed && { placed }) };
      });
      remember(known, row);
      return row.sequence;
    },
    async place(placements) {
      await transact("readwrite", async (transaction) => {
        const waiting = transaction.objectStore("waiting");
        // All at once: one after the other takes several times as long.
        const placing = placements.map(async ({ row: { id }, placed }) => {
          const row = await answerOf<NumberedFeedback | undefined>(waiting.index("id").get(id));
          if (row && !row.placed) waiting.put({ ...row, placed });
        });
        await Promise.all(placing);
        await writeFacts(transaction, { placedUntilMs: Math.max(0, ...placements.map(({ placed }) => placed.ms)) });
      });
      for (const { row, placed } of placements) if (known.has(row.id)) remember(known, { ...row, placed });
    },
    parked: () => transact("readonly", (transaction) => answerOf(transaction.objectStore("parked").getAll())),
    queue: (device) => transact("readonly", (transaction) => queueOf(transaction, device)),
  };
}

function remember(known: Map<string, NumberedFeedback>, row: NumberedFeedback): void {
  known.delete(row.id);
  known.set(row.id, row);
  for (const [oldest] of known) if (known.size > remembered) known.delete(oldest);
}

function layOut(made: IDBDatabase): void {
  made.createObjectStore("facts");
  made.createObjectStore("epochs", { keyPath: "id" });
  for (const store of ["waiting", "parked"]) {
    const rows = made.createObjectStore(store, { keyPath: ["device", "sequence", "id"] });
    rows.createIndex("id", "id", { unique: true });
  }
}

function factsPart(transact: Transact): Pick<DeviceMemory, "facts" | "epochs" | "write" | "nextCounter" | "learn"> {
  return {
    facts: () => transact("readonly", readFacts),
    epochs: () => transact("readonly", (transaction) => answerOf(transaction.objectStore("epochs").getAll())),
    write: (facts) => transact("readwrite", (transaction) => writeFacts(transaction, facts)),
    nextCounter: (above) =>
      transact("readwrite", async (transaction) => {
        const counter = Math.max((await readFacts(transaction)).counter, above) + 1;
        transaction.objectStore("facts").put(counter, "counter");
        return counter;
      }),
    learn: (epoch) =>
      transact("readwrite", async (transaction) => {
        const epochs = transaction.objectStore("epochs");
        epochs.put(epoch);
        epochs.delete(IDBKeyRange.upperBound(epoch.id - epochsKept));
      }),
  };
}

async function readFacts(transaction: IDBTransaction): Promise<DeviceFacts> {
  const store = transaction.objectStore("facts");
  const [keys, values] = await Promise.all([
    answerOf<string[]>(store.getAllKeys()),
    answerOf<unknown[]>(store.getAll()),
  ]);
  return { ...noFacts, ...Object.fromEntries(keys.map((key, at) => [key, values[at]])) };
}

const rising = ["counter", "sequence", "placedUntilMs"] as const;

async function writeFacts(transaction: IDBTransaction, facts: Partial<DeviceFacts>): Promise<void> {
  const before = await readFacts(transaction);
  const isNewDevice = facts.identity !== undefined && facts.identity.device !== before.identity?.device;
  for (const [name, value] of Object.entries(facts)) {
    const number = rising.find((one) => one === name);
    // Another device has sequence numbers of its own; times and counters go on rising.
    const keepsRising = number && !(isNewDevice && number === "sequence");
    transaction.objectStore("facts").put(keepsRising ? Math.max(before[number], Number(value)) : value, name);
  }
}

async function nextSequence(transaction: IDBTransaction): Promise<number> {
  const sequence = (await readFacts(transaction)).sequence + 1;
  transaction.objectStore("facts").put(sequence, "sequence");
  return sequence;
}

async function queueOf(transaction: IDBTransaction, device: string): Promise<QueueState> {
  const waiting = transaction.objectStore("waiting");
  const all = await answerOf<number>(waiting.count());
  const own = await ownNumbers(waiting, device);
  const trials = await answerOf<number>(waiting.count(IDBKeyRange.bound([device], [device, 1])));
  const first = await answerOf<NumberedFeedback[]>(waiting.getAll(rangeOf(device, 0), 1));
  const parked = await answerOf<NumberedFeedback[]>(transaction.objectStore("parked").getAll());
  const ownParked = parked.filter((row) => row.device === device && row.sequence > 0);
  const numbers = [...own, ...ownParked.map(({ sequence }) => sequence)];
  const [oldest] = [...first, ...ownParked].sort((a, b) => a.sequence - b.sequence);
  return {
    numbers: numbers.sort((a, b) => a - b),
    waiting: all + parked.length,
    // What another device captured here waits until this tablet is that device again.
    parked: parked.length + all - own.length - trials,
    oldest,
  };
}

/** Reads in portions: the keys of a long queue at once would block the screen. */
async function ownNumbers(waiting: IDBObjectStore, device: string): Promise<number[]> {
  const numbers: number[] = [];
  for (;;) {
    const last = numbers[numbers.length - 1] || 0;
    const keys = await answerOf<[string, number, string][]>(waiting.getAllKeys(rangeOf(device, last), keysAtOnce));
    numbers.push(...keys.map(([, sequence]) => sequence));
    if (keys.length < keysAtOnce) return numbers;
  }
}
