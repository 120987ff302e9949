import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import type { Problem } from "../../shared/contract/problem.ts";

/** A feedback without a receipt, as it is stored: always its highest revision. */
export type KeptFeedback = {
  readonly id: string;
  readonly item: FeedbackItem;
  /** Page load that captured it. Only that page load can tell its age by a clock that nobody sets. */
  readonly session: string;
  /** The first tap by that page load's monotonic clock. */
  readonly tappedAtMs: number;
  /** Address of its server, without a slash at the end. A device has one server and stores none. */
  readonly server?: string;
  /** Device that captured it. Another device never sends it. This and what follows: numbered queues only. */
  readonly device?: string;
  /** Sequence number on its device; 0 for a technician's trial, which is not counted. */
  readonly sequence?: number;
  /** Epoch of the device's clock at the first tap. */
  readonly epoch?: number;
  /** Its time by the server's clock, stored before it is first sent: the server refuses a change. */
  readonly placed?: PlacedTime;
};

/** A feedback and the server that it is for. */
export type AddressedFeedback = KeptFeedback & { readonly server: string };

/** A time by the server's clock, in whole milliseconds; a guess if no clock could tell it. */
export type PlacedTime = { readonly ms: number; readonly isGuess: boolean };

/** Versions of widget and server. A refused item is tried again if either has changed. */
export type Versions = { readonly widget: string; readonly server: string | null };

/** A refused feedback, with the server's reason and the versions that refused it. */
export type ParkedFeedback = KeptFeedback & Refusal;

/** Why and by which versions a feedback was refused. */
export type Refusal = { readonly problem: Problem; readonly versions: Versions };

/** What finds a revision in the store. */
export type KeptRevision = Pick<KeptFeedback, "id" | "server" | "item">;

/**
 * What is kept on the device. A write is on disk when its promise is fulfilled. Every promise is rejected if the browser
 * does not store: private mode, full, or shut.
 */
export type Outbox<Row extends KeptFeedback = AddressedFeedback> = {
  /**
   * Keeps a revision in place of a lower one of the same feedback, and returns the row that is stored now.
   * @param complete completes the row in the same transaction, such as with a number; gets the revision before
   */
  keep(kept: Row, complete?: (transaction: IDBTransaction, before: Row | undefined) => Promise<Row>): Promise<Row>;
  /**
   * Reads the head of a server's or device's queue, oldest first, and takes nothing out.
   * @param after sequence number after which to start
   */
  oldest(queue: string, count: number, after?: number): Promise<Row[]>;
  /** Deletes receipted revisions and parks refused ones. A newer revision stays. */
  settle(receipted: readonly KeptRevision[], refused?: readonly (KeptRevision & Refusal)[]): Promise<void>;
  /**
   * Lets parked items wait again if a version differs from the one that refused them; permanently refused ones never.
   * @param from the server whose items are meant, and the time: items older than 45 days are dropped. Without it all are
   *   meant and nothing is dropped.
   */
  reconsider(versions: Versions, from?: { readonly server: string; readonly nowMs: number }): Promise<void>;
  /** Returns the servers or devices that have something waiting or parked. */
  queues(): Promise<string[]>;
};

const parkedForMs = 45 * 24 * 60 * 60 * 1000;

/** Whether something is kept that is newer than a given revision. */
export function isNewer(kept: KeptRevision | undefined, than: KeptRevision): boolean {
  return kept !== undefined && kept.item.revision > than.item.revision;
}

/** Returns what becomes of a parked item. At the time 0 nothing is dropped. */
export function fateOfParked(parked: ParkedFeedback, versions: Versions, nowMs: number): "stay" | "wait" | "drop" {
  if (nowMs - Date.parse(parked.item.answered_at) > parkedForMs) return "drop";
  const { problem, versions: then } = parked;
  const isServerNew = versions.server !== null && versions.server !== then.server;
  return !problem.permanent && (isServerNew || versions.widget !== then.widget) ? "wait" : "stay";
}

/** An outbox, and its database for what else is stored there. */
export type OutboxStore<Row extends KeptFeedback> = Outbox<Row> & { readonly transact: Transact };

/**
 * The outbox in a database of this origin, shared by its tabs.
 * @param layOut makes the stores `waiting` and `parked`. If their keys hold the sequence number, they have an index `id`:
 *   a revision does not know its number yet.
 */
export function outboxStore<Row extends KeptFeedback = AddressedFeedback>(
  name: string,
  layOut: LayOut = layOutServers,
): OutboxStore<Row> {
  const transact = database(name, layOut);
  const look = <T>(work: Work<T>): Promise<T> => transact("readonly", (within) => work(storesOf(within), within));
  const change = <T>(work: Work<T>): Promise<T> => transact("readwrite", (within) => work(storesOf(within), within));
  return {
    transact,
    keep: (kept, complete) =>
      change(async ({ waiting, parked }, transaction) => {
        const before = ((await find(waiting, kept)) || (await find(parked, kept))) as Row | undefined;
        if (before && isNewer(before, kept)) return before;
        const row = complete ? await complete(transaction, before) : kept;
        waiting.put(row);
        parked.delete(keyOf(parked, row));
        return row;
      }),
    oldest: (queue, count, after) => look(({ waiting }) => answerOf(waiting.getAll(rangeOf(queue, after), count))),
    settle: (receipted, refused = []) =>
      change(async ({ waiting, parked }) => {
        const park = async (gone: KeptRevision & Refusal): Promise<void> => {
          const row = await takeOut(waiting, gone);
          if (row) parked.put({ ...row, problem: gone.problem, versions: gone.versions });
        };
        await Promise.all([...receipted.map((gone) => takeOut(waiting, gone)), ...refused.map(park)]);
      }),
    reconsider: (versions, from) => change((stores) => reconsider(stores, versions, from)),
    queues: () =>
      look(async ({ waiting, parked }) => {
        const keys = await Promise.all([waiting, parked].map((store) => answerOf<string[][]>(store.getAllKeys())));
        return [...new Set(keys.flat().map(([queue = ""]) => queue))];
      }),
  };
}

type Stores = { readonly waiting: IDBObjectStore; readonly parked: IDBObjectStore };
type Work<T> = (stores: Stores, transaction: IDBTransaction) => Promise<T>;

async function reconsider(
  { waiting, parked }: Stores,
  versions: Versions,
  from: Parameters<Outbox["reconsider"]>[1],
): Promise<void> {
  for (const row of await answerOf<ParkedFeedback[]>(parked.getAll(from && rangeOf(from.server)))) {
    const { problem: _problem, versions: _versions, ...kept } = row;
    const fate = fateOfParked(row, versions, from ? from.nowMs : 0);
    if (fate !== "stay") parked.delete(keyOf(parked, row));
    if (fate === "wait") waiting.put(kept);
  }
}

function layOutServers(made: IDBDatabase): void {
  for (const store of ["waiting", "parked"]) made.createObjectStore(store, { keyPath: ["server", "id"] });
}

function storesOf(transaction: IDBTransaction): Stores {
  return { waiting: transaction.objectStore("waiting"), parked: transaction.objectStore("parked") };
}

/** The key of a row in `waiting` or `parked`. */
export function keyOf({ keyPath }: IDBObjectStore, row: KeptRevision): string[] {
  return (keyPath as (keyof KeptRevision)[]).map((name) => row[name] as string);
}

function find(store: IDBObjectStore, row: KeptRevision): Promise<KeptFeedback | undefined> {
  return answerOf(store.indexNames.contains("id") ? store.index("id").get(row.id) : store.get(keyOf(store, row)));
}

/** The keys of a server's or device's queue, all or after a sequence number. */
export function rangeOf(queue: string, after?: number): IDBKeyRange {
  return IDBKeyRange.bound(after === undefined ? [queue] : [queue, after, []], [queue, []], true);
}

/** Deletes a revision from what waits and returns its row; undefined if there is none or a newer one. */
async function takeOut(waiting: IDBObjectStore, revision: KeptRevision): Promise<KeptFeedback | undefined> {
  const row = await find(waiting, revision);
  if (!row || isNewer(row, revision)) return undefined;
  waiting.delete(keyOf(waiting, row));
  return row;
}

/**
 * Does work in one transaction over all stores of a database, and returns its value once the changes are on disk. If the
 * work fails, nothing of it is stored.
 */
export type Transact = <T>(mode: IDBTransactionMode, work: (transaction: IDBTransaction) => Promise<T>) => Promise<T>;

/** Makes the stores of a new database. Later versions only add to them: what waits survives updates and ways back. */
export type LayOut = (made: IDBDatabase) => void;

/** Opens a database when it is first needed, and again if the browser has shut it, as phones do in the background. */
export function database(name: string, layOut: LayOut, durability: IDBTransactionDurability = "strict"): Transact {
  let opened: Promise<IDBDatabase> | undefined;
  const forget = (): undefined => (opened = undefined);
  const transact: Transact = async (mode, work) => {
    const isFresh = !opened;
    opened = opened || open(name, layOut, { version: 1, shut: forget });
    try {
      const connection = await opened;
      return await finish(connection.transaction(connection.objectStoreNames, mode, { durability }), work);
    } catch (error) {
      forget();
      if (isFresh) throw error;
      return transact(mode, work);
    }
  };
  return transact;
}

type Opening = { readonly version?: number; readonly shut: () => void };

function open(name: string, layOut: LayOut, { version, shut }: Opening): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, version);
    opening.onupgradeneeded = () => layOut(opening.result);
    opening.onerror = () => {
      // A newer page was here and was taken back: what it added does no harm.
      if (version && opening.error?.name === "VersionError") resolve(open(name, layOut, { shut }));
      else reject(opening.error);
    };
    opening.onsuccess = () => {
      const { result } = opening;
      result.onclose = shut;
      // Another tab runs a newer page, which may upgrade at once.
      result.onversionchange = () => {
        result.close();
        shut();
      };
      resolve(result);
    };
  });
}

function finish<T>(transaction: IDBTransaction, work: (transaction: IDBTransaction) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let failure: unknown;
    const working = work(transaction);
    transaction.oncomplete = () => resolve(working);
    transaction.onabort = () => reject(transaction.error || failure);
    working
      .catch((error) => {
        failure = error;
        transaction.abort();
      })
      // If the browser has aborted it already, `abort` throws.
      .catch(() => undefined);
  });
}

/** Returns the answer to a request. */
export function answerOf<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
