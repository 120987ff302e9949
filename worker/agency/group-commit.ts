/** Gathers what arrives within one turn of the event loop and hands it over together. */
export interface GroupCommit<Entry, Outcome> {
  /** The outcome for this entry, once its group was committed. Rejects where the commit threw. */
  add(entry: Entry): Promise<Outcome>;
}

type Waiting<Entry, Outcome> = {
  readonly entry: Entry;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (reason: unknown) => void;
};

/**
 * @param commit takes a group of entries and answers the outcome of each, in order; synchronous, one transaction.
 * @param later runs a task in the next turn. A longer wait gains nothing: while a commit goes to disk, the next group gathers.
 */
export function groupCommit<Entry, Outcome>(
  commit: (entries: readonly Entry[]) => readonly Outcome[],
  later: (task: () => void) => void,
): GroupCommit<Entry, Outcome> {
  let group: Waiting<Entry, Outcome>[] = [];
  function settle(waiting: readonly Waiting<Entry, Outcome>[]): void {
    try {
      const outcomes = commit(waiting.map(({ entry }) => entry));
      for (const [place, { resolve }] of waiting.entries()) resolve(outcomes[place] as Outcome);
    } catch (reason) {
      if (waiting.length === 1) for (const { reject } of waiting) reject(reason);
      // One entry that cannot be committed must not take the others with it.
      else for (const one of waiting) settle([one]);
    }
  }
  function flush(): void {
    const waiting = group;
    group = [];
    settle(waiting);
  }
  return {
    add: (entry) =>
      new Promise((resolve, reject) => {
        group.push({ entry, resolve, reject });
        if (group.length === 1) later(flush);
      }),
  };
}
