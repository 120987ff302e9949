import type { Page } from "playwright-core";

/** Fills an enrolled kiosk's database with a queue from weeks without a network, as the device would have stored it. */
export async function fillQueue(
  page: Page,
  { count, touchpoint }: { count: number; touchpoint: string },
): Promise<void> {
  await page.evaluate(
    async ({ count, touchpoint }) => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open("citizen-feedback-kiosk");
        opening.onsuccess = () => resolve(opening.result);
      });
      const read = <T>(store: string, key: IDBValidKey | null): Promise<T> =>
        new Promise((resolve) => {
          const from = database.transaction(store).objectStore(store);
          const reading = key === null ? from.getAll() : from.get(key);
          reading.onsuccess = () => resolve(reading.result);
        });
      const { device } = await read<{ device: string }>("facts", "identity");
      const epoch = (await read<{ id: number }[]>("epochs", null)).at(-1)?.id;
      const hex = (number: number, length: number) => number.toString(16).padStart(length, "0");
      const writing = database.transaction(["waiting", "facts"], "readwrite");
      for (let at = 0; at < count; at++) {
        const ms = Date.now() - 60_000 + at;
        const time = hex(ms, 12);
        const id = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${hex(at, 12)}`;
        const answered_at = new Date(ms).toISOString().replace("Z", "+00:00");
        const amend_key = "abcdefghijklmnopqrstuv";
        const item = { id, revision: 1, amend_key, touchpoint, answered_at, level: 1 + (at % 5), locale: "vi" };
        writing.objectStore("waiting").put({ id, device, sequence: at + 1, session: "", tappedAtMs: 0, epoch, item });
      }
      writing.objectStore("facts").put(count, "sequence");
      await new Promise<void>((resolve) => {
        writing.oncomplete = () => resolve();
      });
      database.close();
    },
    { count, touchpoint },
  );
}

/** The time to send the queue, and the page's longest task meanwhile. */
export type Drained = { readonly ms: number; readonly longestTaskMs: number };

/** Lets the kiosk send until its queue is empty. */
export function drainQueue(page: Page): Promise<Drained> {
  return page.evaluate(async () => {
    let longestTaskMs = 0;
    const watch = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
    });
    watch.observe({ entryTypes: ["longtask"] });
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open("citizen-feedback-kiosk");
      opening.onsuccess = () => resolve(opening.result);
    });
    const left = (): Promise<number> =>
      new Promise((resolve) => {
        const counting = database.transaction("waiting").objectStore("waiting").count();
        counting.onsuccess = () => resolve(counting.result);
      });
    const from = performance.now();
    dispatchEvent(new Event("online"));
    while ((await left()) > 0) await new Promise((resolve) => setTimeout(resolve, 100));
    const ms = performance.now() - from;
    database.close();
    return { ms, longestTaskMs };
  });
}
