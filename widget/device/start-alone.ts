/** How to be the only tab that asks: the browser's locks, absent in old ones, and whom to tell. */
export type AlonePorts = {
  readonly locks: LockManager | undefined;
  /** Another tab is the one already. */
  readonly second: () => void;
  /** This tab is the one, until it is closed. */
  readonly alone: () => void;
};

const lockName = "citizen-feedback kiosk";

/** Becomes the one tab that asks, at once or after the other is closed; stays it for as long as the page lives. */
export function startAlone({ locks, second, alone }: AlonePorts): void {
  if (!locks) {
    alone();
    return;
  }
  const forEver = (): Promise<never> => {
    alone();
    return new Promise<never>(() => {});
  };
  void locks.request(lockName, { ifAvailable: true }, (lock) => {
    if (lock) return forEver();
    second();
    void locks.request(lockName, forEver);
    return undefined;
  });
}
