/** What tells by which keys a key was made, directly or not, and which keys it replaced. */
export type KeyMakers = { makersOf(id: string): readonly string[] };

/** Whether two askers, named by their keys' ids or `root`, are one hand: the same, or one made or replaced the other's key. */
export function isSameHand(keys: KeyMakers, one: string, other: string): boolean {
  return one === other || keys.makersOf(one).includes(other) || keys.makersOf(other).includes(one);
}
