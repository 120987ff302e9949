import earlier from "../../fixtures/earlier-databases.json";

/** A database with its rows, as JSON: rows by key if they do not hold their keys. */
export type Dump = { readonly version: number; readonly stores: Readonly<Record<string, StoreDump>> };

type StoreDump = {
  readonly keyPath: string | readonly string[] | null;
  readonly indexes: readonly string[];
  readonly rows: readonly unknown[] | Readonly<Record<string, unknown>>;
};

/** What the widget before this one stored: made by its own code, and not to be changed. */
export const earlierDatabases = earlier;

/** Opens a database without any of the widget's code. */
export function openDatabase(
  name: string,
  version?: number,
  layOut: (made: IDBDatabase) => void = () => {},
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, version);
    opening.onupgradeneeded = () => layOut(opening.result);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

/** Makes a database like a dump. `revived` may replace facts that JSON cannot hold. */
export async function restoreDatabase(
  name: string,
  { version, stores }: Dump,
  revived: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const database = await openDatabase(name, version, (made) => {
    for (const [store, { keyPath, indexes, rows }] of Object.entries(stores)) {
      const inside = made.createObjectStore(store, { keyPath: keyPath as string | string[] | null });
      for (const index of indexes) inside.createIndex(index, index, { unique: true });
      if (Array.isArray(rows)) for (const row of rows) inside.put(row);
      else for (const [key, value] of Object.entries({ ...rows, ...revived })) inside.put(value, key);
    }
  });
  database.close();
}

/** Reads a database as a dump. */
export async function dumpDatabase(name: string): Promise<Dump> {
  const database = await openDatabase(name);
  const { version, objectStoreNames } = database;
  const transaction = database.transaction(objectStoreNames);
  const answer = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
  const dumps = [...objectStoreNames].map(async (name): Promise<[string, StoreDump]> => {
    const inside = transaction.objectStore(name);
    const [keys, values] = await Promise.all([answer(inside.getAllKeys()), answer(inside.getAll())]);
    const { keyPath: path } = inside;
    const rows = path === null ? Object.fromEntries(keys.map((key, at) => [key, values[at]])) : values;
    return [name, { keyPath: path, indexes: [...inside.indexNames], rows }];
  });
  const stores = Object.fromEntries(await Promise.all(dumps));
  database.close();
  return { version, stores };
}
