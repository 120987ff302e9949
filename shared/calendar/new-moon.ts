const radians = Math.PI / 180;

/** Coefficients, in days, of sines of sums of the sun's anomaly, the moon's anomaly and its argument of latitude. */
const terms: readonly (readonly [days: number, sun: number, moon: number, latitude: number])[] = [
  [-0.4072, 0, 1, 0],
  [0.17241, 1, 0, 0],
  [0.01608, 0, 2, 0],
  [0.01039, 0, 0, 2],
  [0.00739, -1, 1, 0],
  [-0.00514, 1, 1, 0],
  [0.00208, 2, 0, 0],
  [-0.00111, 0, 1, -2],
  [-0.00057, 0, 1, 2],
  [0.00056, 1, 2, 0],
  [-0.00042, 0, 3, 0],
  [0.00042, 1, 0, 2],
  [0.00038, 1, 0, -2],
  [-0.00024, -1, 2, 0],
];

/** Mean length of a lunar month, in days. */
export const meanLunarMonth = 29.530588861;

/** Julian date of new moon 0, that of 6 January 2000. */
export const firstNewMoon = 2451550.09766;

/**
 * Time of a new moon as a Julian date in terrestrial time, to about a minute between 2000 and 2100.
 * Source: Jean Meeus, Astronomical Algorithms, 2nd edition (1998), chapter 49, without its smallest terms.
 * @param number 0 is the new moon of 6 January 2000
 */
export function newMoon(number: number): number {
  const t = number / 1236.85;
  const eccentricity = 1 - 0.002516 * t - 0.0000074 * t * t;
  const sun = 2.5534 + 29.1053567 * number - 0.0000014 * t * t;
  const moon = 201.5643 + 385.81693528 * number + 0.0107582 * t * t;
  const latitude = 160.7108 + 390.67050284 * number - 0.0016118 * t * t;
  const node = 124.7746 - 1.56375588 * number + 0.0020672 * t * t;
  const mean = firstNewMoon + meanLunarMonth * number + 0.00015437 * t * t;
  return terms.reduce(
    (time, [days, ofSun, ofMoon, ofLatitude]) =>
      time +
      days *
        eccentricity ** Math.abs(ofSun) *
        Math.sin(radians * (ofSun * sun + ofMoon * moon + ofLatitude * latitude)),
    mean - 0.00017 * Math.sin(radians * node),
  );
}
