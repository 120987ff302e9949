import type { DeviceMemory } from "./device-memory.ts";
import type { Reserve } from "./reserve-store.ts";

/**
 * A device's memory that can send what it holds even where its storage is full: sending needs writes too, of signatures' numbers and
 * of times. These get the reserve; ratings are taken only while it is whole, so that they never use it up.
 */
export function withReserve(memory: DeviceMemory, reserve: Reserve): DeviceMemory {
  const { surely, isWhole, refill } = watched(reserve);
  return {
    ...memory,
    async keep(capture) {
      if (!isWhole() && !(await refill())) throw new DOMException("No room but for sending", "QuotaExceededError");
      return memory.keep(capture);
    },
    write: (change) => surely(() => memory.write(change)),
    nextCounter: (above) => surely(() => memory.nextCounter(above)),
    async learn(epoch) {
      await surely(() => memory.learn(epoch));
      // The server was heard: nothing presses now.
      void refill().catch(() => undefined);
    },
    place: (placements) => surely(() => memory.place(placements)),
    settle: (receipted) => surely(() => memory.settle(receipted)),
    park: (refused) => surely(() => memory.park(refused)),
    reconsider: (versions) => surely(() => memory.reconsider(versions)),
  };
}

type Watched = {
  /** Writes, with the reserve where there is no other room. */
  readonly surely: <T>(write: () => Promise<T>) => Promise<T>;
  /** False once it was given up and not taken back. */
  readonly isWhole: () => boolean;
  readonly refill: () => Promise<boolean>;
};

function watched(reserve: Reserve): Watched {
  let isSpent = false;
  let isFilled = false;
  const note = (isSpentNow: boolean): void => {
    isSpent = isSpentNow;
  };
  // Nobody's rating waits for that.
  void reserve.isSpent().then(note, () => undefined);
  return {
    async surely(write) {
      try {
        return await write();
      } catch (error) {
        if ((error as Partial<DOMException>).name !== "QuotaExceededError") throw error;
        isFilled = false;
        isSpent = true;
        await reserve.release();
        return write();
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
