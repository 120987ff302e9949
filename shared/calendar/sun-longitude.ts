const radians = Math.PI / 180;

/**
 * Apparent longitude of the sun in degrees, 0 up to 360, to 0.01°, which the sun takes a quarter of an hour for.
 * Source: Jean Meeus, Astronomical Algorithms, 2nd edition (1998), chapter 25.
 * @param julianDate in terrestrial time
 */
export function sunLongitude(julianDate: number): number {
  const t = (julianDate - 2451545) / 36525;
  const mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t;
  const anomaly = radians * (357.52911 + 35999.05029 * t - 0.0001537 * t * t);
  const centre =
    (1.914602 - 0.004817 * t - 0.000014 * t * t) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.000289 * Math.sin(3 * anomaly);
  const node = radians * (125.04 - 1934.136 * t);
  const longitude = mean + centre - 0.00569 - 0.00478 * Math.sin(node);
  return ((longitude % 360) + 360) % 360;
}
