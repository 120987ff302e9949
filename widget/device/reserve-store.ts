import { answerOf, database } from "../outbox/outbox-store.ts";
import type { DeviceMemory } from "./device-memory.ts";

/** Storage that is reserved for sending: in a full storage not even a signature's counter can be stored. */
export type Reserve = {
  /** Whether it was released and could not be filled again yet. */
  readonly isSpent: () => Promise<boolean>;
  /** Fills what is missing of it; false if there is no room for that. */
  readonly fill: () => Promise<boolean>;
  readonly release: () => Promise<void>;
};

// Several times what the browser lets pile up before it compacts its files.
const parts = 16;
const partBytes = 512 * 1024;
/** Most random bytes at once. */
const atOnce = 65_536;
/** Key of the note that the reserve was once full. */
const marker = 0;

/** A reserve in a database of its own. Its bytes are random, since a browser compresses others. */
export function reserveStore(name: string, random: (bytes: number) => Uint8Array): Reserve {
  // Only its size matters: no write of it needs to be on disk at once.
  const transact = database(name, (made) => void made.createObjectStore("room"), "default");
  const held = (): Promise<IDBValidKey[]> =>
    transact("readonly", (transaction) => answerOf(transaction.objectStore("room").getAllKeys()));
  const change = (work: (room: IDBObjectStore) => unknown): Promise<void> =>
    transact("readwrite", async (transaction) => void work(transaction.objectStore("room")));
  const fill = async (): Promise<void> => {
    const keys = await held();
    let part: Uint8Array | undefined;
    // One by one, so that the screen is never blocked.
    for (let key = parts; key >= marker; key--) {
      if (keys.includes(key)) continue;
      part = part || randomPart(random);
      const value = key === marker ? "" : part;
      await change((room) => room.put(value, key));
    }
  };
  return {
    isSpent: () => held().then((keys) => keys.includes(marker) && keys.length <= parts),
    fill: () =>
      fill().then(
        () => true,
        () => false,
      ),
    release: () => change((room) => room.delete(IDBKeyRange.lowerBound(marker, true))),
  };
}

function randomPart(random: (bytes: number) => Uint8Array): Uint8Array {
  const part = new Uint8Array(partBytes);
  for (let at = 0; at < partBytes; at += atOnce) part.set(random(atOnce), at);
  return part;
}

/**
 * A device's memory that can send its queue even if the storage is full: sending writes too, counters and times. These
 * writes get the reserve. Ratings are kept only while the reserve is full, so that they never use it up.
 */
export function withReserve(memory: DeviceMemory, reserve: Reserve): DeviceMemory {
  const { surely, isWhole, refill } = watched(reserve);
  return {
    ...memory,
    async keep(capture) {
      if (!isWhole() && !(await refill())) throw new DOMException("No room but for sending", "QuotaExceededError");
      return memory.keep(capture);
    },
    async learn(epoch) {
      await surely(memory.learn)(epoch);
      // The server was heard: nothing is urgent now.
      void refill();
    },
    write: surely(memory.write),
    nextCounter: surely(memory.nextCounter),
    place: surely(memory.place),
    settle: surely(memory.settle),
    reconsider: surely(memory.reconsider),
  };
}

type Write<Given extends unknown[], T> = (...given: Given) => Promise<T>;

type Watched = {
  /** Writes, with the reserve if there is no other room. */
  readonly surely: <Given extends unknown[], T>(write: Write<Given, T>) => Write<Given, T>;
  /** False once it was released and not filled again. */
  readonly isWhole: () => boolean;
  readonly refill: () => Promise<boolean>;
};

function watched(reserve: Reserve): Watched {
  let isSpent = false;
  let isFilled = false;
  const note = (isSpentNow: boolean): void => {
    isSpent = isSpentNow;
  };
  // No rating waits for that.
  void reserve.isSpent().then(note, () => undefined);
  return {
    surely:
      (write) =>
      async (...given) => {
        try {
          return await write(...given);
        } catch (error) {
          if ((error as Partial<DOMException>).name !== "QuotaExceededError") throw error;
          isFilled = false;
          isSpent = true;
          await reserve.release();
          return write(...given);
        }
      },
    isWhole: () => !isSpent,
    async refill() {
      isFilled = isFilled || (await reserve.fill());
      if (isFilled) isSpent = false;
      return isFilled;
    },
  };
}
