/** Scales a question may have: how many levels there are, lowest first. An 11-level question is shown as 0–10. */
export const scales = [3, 4, 5, 11] as const;

/** Number of levels of a question. */
export type Scale = (typeof scales)[number];

/** The question every agency has; its scale is 5. */
export const overallQuestion = "overall";

/** People per level, lowest first; whole numbers ≥ 0; its length is the scale. */
export type Tally = readonly number[];

/** Whether a number of levels is a scale we know. */
export function isScale(levels: number): levels is Scale {
  return (scales as readonly number[]).includes(levels);
}
