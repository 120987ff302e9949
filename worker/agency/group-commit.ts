/** Gathers what arrives close together and commits it as one. */
export interface GroupCommit<Entry, Outcome> {
  /** The outcome for this entry, once its group was committed. Rejects where the commit threw. */
  add(entry: Entry): Promise<Outcome>;
}

/** What {@link groupCommit} works with. */
export type GroupCommitRooms<Entry, Outcome> = {
  /** Takes a group of entries and answers the outcome of each, in order; synchronous, one transaction. */
  readonly commit: (entries: readonly Entry[]) => readonly Outcome[];
  /** Runs a task in the next turn of the event loop. */
  readonly later: (task: () => void) => void;
  /** A group is committed once this many turns in a row brought nothing new. */
  readonly quietTurns: number;
  /** … or once it is this large. */
  readonly most: number;
};

type Waiting<Entry, Outcome> = {
  readonly entry: Entry;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (reason: unknown) => void;
};

/**
 * A commit to disk costs about as much as writing ten ratings, so it pays to wait while more come in: not for a time, which
 * a lone rating would have to sit out, but for as long as turns of the event loop still bring some.
 */
export function groupCommit<Entry, Outcome>(rooms: GroupCommitRooms<Entry, Outcome>): GroupCommit<Entry, Outcome> {
  let group: Waiting<Entry, Outcome>[] = [];
  function gather(seen: number, quiet: number): void {
    rooms.later(() => {
      const stillQuiet = group.length === seen ? quiet + 1 : 0;
      if (stillQuiet < rooms.quietTurns && group.length < rooms.most) return gather(group.length, stillQuiet);
      const waiting = group;
      group = [];
      settle(rooms.commit, waiting);
    });
  }
  return {
    add: (entry) =>
      new Promise((resolve, reject) => {
        group.push({ entry, resolve, reject });
        if (group.length === 1) gather(1, 0);
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
