import type { Surroundings } from "./make-heartbeat.ts";

type Battery = { readonly level: number; readonly charging: boolean };
type WithBattery = { readonly getBattery?: () => Promise<Battery> };

/** Storage and battery, where the browser tells of them. */
export async function readSurroundings(browser: Navigator): Promise<Surroundings> {
  const [battery, estimate, persisted] = await Promise.all([
    quietly((browser as WithBattery).getBattery?.()),
    quietly(browser.storage?.estimate()),
    quietly(browser.storage?.persisted()),
  ]);
  return {
    storage: {
      persisted: persisted || false,
      quota: estimate?.quota ?? null,
      usage: estimate?.usage ?? null,
    },
    battery: battery ? { level: battery.level, charging: battery.charging } : null,
  };
}

/** Asks that what is kept here be never cleared by the browser itself; false where it would not promise. */
export async function askToPersist(browser: Navigator): Promise<boolean> {
  return (await quietly(browser.storage?.persist())) || false;
}

function quietly<T>(work: Promise<T> | undefined): Promise<T | undefined> {
  return Promise.resolve(work).catch(() => undefined);
}
