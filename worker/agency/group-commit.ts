/** Gathers entries that arrive close together and commits them as one group. */
export interface GroupCommit<Entry, Outcome> {
  /**
   * Returns the outcome of this entry after its group was committed. Rejects if the commit threw.
   * @param underWay number of entries that were sent and have no outcome yet, this one included
   */
  add(entry: Entry, underWay: number): Promise<Outcome>;
}

/** What {@link groupCommit} works with. */
export type GroupCommitDeps<Entry, Outcome> = {
  /** Commits a group of entries in one transaction. Returns the outcome of each, in order. */
  readonly commit: (entries: readonly Entry[]) => readonly Outcome[];
  /** Runs a task at the timer's next tick. No group waits longer. */
  readonly later: (task: () => void) => void;
};

type Waiting<Entry, Outcome> = {
  readonly entry: Entry;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (reason: unknown) => void;
};

/**
 * A commit to disk costs as much as writing ten ratings. So a group waits until all entries that are under way have arrived,
 * and then commits at once. An entry that is alone doesn't wait. A timer, whose tick is about a millisecond, ends the wait if
 * entries are slow or never arrive.
 */
export function groupCommit<Entry, Outcome>(deps: GroupCommitDeps<Entry, Outcome>): GroupCommit<Entry, Outcome> {
  let group: Waiting<Entry, Outcome>[] = [];
  function flush(): void {
    const waiting = group;
    group = [];
    settle(deps.commit, waiting);
  }
  function flushLater(): void {
    const awaited = group;
    deps.later(() => {
      // If there is another group by now, the awaited one was committed.
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
  commit: GroupCommitDeps<Entry, Outcome>["commit"],
  waiting: readonly Waiting<Entry, Outcome>[],
): void {
  try {
    const outcomes = commit(waiting.map(({ entry }) => entry));
    for (const [place, { resolve }] of waiting.entries()) resolve(outcomes[place] as Outcome);
  } catch (reason) {
    if (waiting.length === 1) for (const { reject } of waiting) reject(reason);
    // An entry that cannot be committed must not fail the others.
    else for (const one of waiting) settle(commit, [one]);
  }
}
