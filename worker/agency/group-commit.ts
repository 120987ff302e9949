/** Gathers what arrives close together and commits it as one. */
export interface GroupCommit<Entry, Outcome> {
  /**
   * The outcome for this entry, once its group was committed. Rejects where the commit threw.
   * @param underWay entries that the sender knows to be on their way or waiting, this one included.
   */
  add(entry: Entry, underWay: number): Promise<Outcome>;
}

/** What {@link groupCommit} works with. */
export type GroupCommitRooms<Entry, Outcome> = {
  /** Takes a group of entries and answers the outcome of each, in order; synchronous, one transaction. */
  readonly commit: (entries: readonly Entry[]) => readonly Outcome[];
  /** Runs a task at the next tick of the timer: the longest that a group waits. */
  readonly later: (task: () => void) => void;
};

type Waiting<Entry, Outcome> = {
  readonly entry: Entry;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (reason: unknown) => void;
};

/**
 * A commit to disk costs as much as writing ten ratings, so a group waits for those that are known to be on their way, and
 * commits as soon as they are here; one that comes alone waits for nothing. The timer, whose tick is about a millisecond,
 * bounds the wait for those that come slowly or not at all.
 */
export function groupCommit<Entry, Outcome>(rooms: GroupCommitRooms<Entry, Outcome>): GroupCommit<Entry, Outcome> {
  let group: Waiting<Entry, Outcome>[] = [];
  function flush(): void {
    const waiting = group;
    group = [];
    settle(rooms.commit, waiting);
  }
  function flushLater(): void {
    const awaited = group;
    rooms.later(() => {
      // Another group by then: the one that the tick was for is committed.
      if (group === awaited) flush();
    });
  }
  return {
    add: (entry, underWay) =>
      new Promise((resolve, reject) => {
        group.push({ entry, resolve, reject });
        if (group.length >= underWay) flush();
        else if (group.length === 1) flushLater();
      }),
  };
}

function settle<Entry, Outcome>(
  commit: GroupCommitRooms<Entry, Outcome>["commit"],
  waiting: readonly Waiting<Entry, Outcome>[],
): void {
  try {
    const outcomes = commit(waiting.map(({ entry }) => entry));
    for (const [place, { resolve }] of waiting.entries()) resolve(outcomes[place] as Outcome);
  } catch (reason) {
    if (waiting.length === 1) for (const { reject } of waiting) reject(reason);
    // One entry that cannot be committed must not take the others with it.
    else for (const one of waiting) settle(commit, [one]);
  }
}
