import type { IDBPObjectStore } from "idb";
import { openDB } from "idb";
import { reopening } from "../outbox/reopening.ts";

/** Room that is held free for sending: a full storage takes not even the number of a signature any more. */
export type Reserve = {
  /** Whether it was given up and could not be taken back yet. */
  readonly isSpent: () => Promise<boolean>;
  /** Takes what is missing of it; false where there is no room for that. */
  readonly fill: () => Promise<boolean>;
  /** Gives it up. */
  readonly release: () => Promise<void>;
};

// Several times what the browser lets pile up before it tidies its files.
const parts = 16;
const partBytes = 512 * 1024;
/** Most random bytes at once. */
const atOnce = 65_536;
const marker = 0;

type Room = IDBPObjectStore<unknown, ["room"], "room", "readwrite">;

/** A reserve in a database of its own. Random bytes, since a browser would store others in next to no room. */
export function reserveStore(name: string, random: (bytes: number) => Uint8Array): Reserve {
  const use = reopening((closed) =>
    openDB(name, 1, {
      upgrade: (database) => void database.createObjectStore("room"),
      terminated: closed,
    }),
  );
  const held = (): Promise<IDBValidKey[]> =>
    use((connection) => connection.transaction("room").objectStore("room").getAllKeys());
  const change = (work: (room: Room) => Promise<unknown>): Promise<void> =>
    use(async (connection) => {
      const transaction = connection.transaction("room", "readwrite");
      await Promise.all([work(transaction.objectStore("room")), transaction.done]);
    });
  const fill = async (): Promise<void> => {
    const keys = await held();
    let part: Uint8Array | undefined;
    // One by one, so that the screen is never held up.
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
