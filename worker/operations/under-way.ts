/** How many requests with feedback this isolate has begun and not yet answered. */
export interface UnderWay {
  count(): number;
  /** Counts a request for as long as its task takes. */
  during<T>(task: () => Promise<T>): Promise<T>;
}

/** A counter from zero. */
export function underWay(): UnderWay {
  let count = 0;
  return {
    count: () => count,
    async during(task) {
      count += 1;
      try {
        return await task();
      } finally {
        count -= 1;
      }
    },
  };
}
