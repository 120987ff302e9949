/** The levels, best first. */
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
export const checkPath = "M2 6.5 5 9.5 10 3";
