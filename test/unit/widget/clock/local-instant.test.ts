import fc from "fast-check";
import { expect, test } from "vitest";
import { instant } from "../../../../shared/codes.ts";
import { localInstant } from "../../../../widget/clock/local-instant.ts";

const ms = Date.parse("2026-11-24T01:15:00.120Z");

test.each([
  [420, "2026-11-24T08:15:00.120+07:00"],
  [0, "2026-11-24T01:15:00.120+00:00"],
  [-210, "2026-11-23T21:45:00.120-03:30"],
  [345, "2026-11-24T07:00:00.120+05:45"],
])("at %i minutes east of UTC it is %s", (offsetMinutes, text) => {
  expect(localInstant({ ms, offsetMinutes })).toBe(text);
});

test("names the same moment everywhere, in the contract's form", () => {
  fc.assert(
    fc.property(fc.nat(4e12), fc.integer({ min: -720, max: 840 }), (at, offsetMinutes) => {
      const text = localInstant({ ms: at, offsetMinutes });
      expect(Date.parse(text)).toBe(at);
      expect(instant.safeParse(text).success).toBe(true);
    }),
  );
});
