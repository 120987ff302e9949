/**
 * Work that others need not wait for: at each step it may be set aside and taken up again. It yields about how many
 * milliseconds it has worked since the step before, since the clock of an object stands still while it works.
 */
export type Steps<T> = Generator<number, T>;

/** A list cut into portions of at most so many. */
export function portionsOf<T>(list: readonly T[], most: number): (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / most) }, (_, place) =>
    list.slice(place * most, (place + 1) * most),
  );
}

/** Does the work at one go. */
export function atOneGo<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
