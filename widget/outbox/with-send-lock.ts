/** A signal that comes after a while, and how to call it off. */
export type Limit = { readonly signal: AbortSignal; readonly cancel: () => void };

/** How to find the browser's locks (absent on plain `http` and in old browsers), and how long to wait for one. */
export type LockPorts = { readonly locks: LockManager | undefined; readonly patience: () => Limit };

/**
 * Runs work while no other tab of this origin does, where the browser has locks. A tab that was frozen with the lock in
 * its hands blocks nobody: after the patience has run out the work is done without it, and the worst is a repeat, which
 * the server recognises.
 */
export async function withSendLock<T>(
  name: string,
  { locks, patience }: LockPorts,
  work: () => Promise<T>,
): Promise<T> {
  if (!locks) return work();
  const { signal, cancel } = patience();
  const held = (): Promise<T> => {
    cancel();
    return work();
  };
  try {
    return await locks.request(name, { signal }, held);
  } catch (error) {
    if (signal.aborted) return work();
    throw error;
  }
}
