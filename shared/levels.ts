/**
 * Scales that a question may have, each named by its number of levels. Level 1 is the lowest. Scale 11 is shown as
 * 0–10.
 */
export const scales = [3, 4, 5, 11] as const;

/** Number of levels of a question. */
export type Scale = (typeof scales)[number];

/** Id of the question that every agency has. Its scale is 5. */
export const overallQuestion = "overall";

/** Number of people per level, lowest level first: whole numbers ≥ 0. The length is the scale. */
export type Tally = readonly number[];

/** Whether questions may have that many levels. */
export function isScale(levels: number): levels is Scale {
  return (scales as readonly number[]).includes(levels);
}
