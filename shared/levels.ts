/**
 * Scales that a question may have, each named by its number of levels. Level 1 is the lowest. Scale 11 is shown as
 * 0–10.
 */
export const scales = [3, 4, 5, 11] as const;

/** Number of levels of a question. */
export type Scale = (typeof scales)[number];

/** Levels of an option of a single choice: people who chose another option are on level 1, people who chose it on level 2. */
export const optionLevels = 2;

/** Length of a tally: the question's scale, or {@link optionLevels}. */
export type TallyLength = Scale | typeof optionLevels;

/** Id of the question that every agency has. Its scale is 5. */
export const overallQuestion = "overall";

/** The levels of `overall`, best first, as every screen shows them. */
export const faceLevels = [5, 4, 3, 2, 1] as const;

/** Path of a level's eyes, brows and mouth on a 64-unit grid, told apart at 24 px, in one colour and in print. */
export const faceFeatures: Readonly<Record<number, string>> = {
  5: "M19 27q4-6 8 0M37 27q4-6 8 0M18 38h28q-3 13-14 13T18 38z",
  4: "M23 24v4M41 24v4M20 39q12 11 24 0",
  3: "M23 24v4M41 24v4M21 43h22",
  2: "M23 25v4M41 25v4M21 46q11-9 22 0",
  1: "M17 20l10 4M47 20l-10 4M23 28v3M41 28v3M18 49q14-16 28 0",
};

/** Path of the check mark of whatever is chosen, so that colour never stands alone; on 12 units. */
export const checkPath: string = "M2 6.5 5 9.5 10 3";

/** Number of people per level, lowest level first: whole numbers ≥ 0. The length is a {@link TallyLength}. */
export type Tally = readonly number[];

/** Whether questions may have that many levels. */
export function isScale(levels: number): levels is Scale {
  return (scales as readonly number[]).includes(levels);
}

/** People per level of several tallies together; empty for none. */
export function sumOfTallies(tallies: readonly Tally[]): number[] {
  const sum: number[] = [];
  for (const tally of tallies) for (const [level, people] of tally.entries()) sum[level] = (sum[level] ?? 0) + people;
  return sum;
}

/** How many more people, or fewer, each level has in the first tally than in the second. */
export function tallyChange(after: Tally, before: Tally): number[] {
  return sumOfTallies([after, before.map((people) => -people)]);
}

/** How many people at least have come, gone or changed their level between two tallies. */
export function peopleBetween(before: Tally, after: Tally): number {
  const changes = tallyChange(after, before);
  const more = changes.reduce((sum, change) => sum + Math.max(0, change), 0);
  return Math.max(more, more - changes.reduce((sum, change) => sum + change, 0));
}

/** People in all. */
export function peopleIn(counts: readonly number[]): number {
  return counts.reduce((sum, people) => sum + people, 0);
}
