/** Where writes are made together or not at all. */
export type Transactions = Pick<DurableObjectStorage, "transactionSync">;

/** Runs a call in one transaction and answers its result; all that it wrote is undone where the result is not to be kept. */
export function keptOrUndone<T>(storage: Transactions, isKept: (result: T) => boolean, call: () => T): T {
  const undone: { result?: T } = {};
  try {
    return storage.transactionSync(() => {
      const result = call();
      if (isKept(result)) return result;
      undone.result = result;
      throw undone;
    });
  } catch (error) {
    if (error === undone && undone.result) return undone.result;
    throw error;
  }
}
