import fc from "fast-check";
import { expect, test } from "vitest";
import { readRecoveryCode, recoveryCode } from "../../../../widget/sealed/held-key.ts";

test("brings every private key back from four lines of paper", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (scalar) => {
      const lines = recoveryCode(scalar);
      expect(lines).toHaveLength(4);
      for (const line of lines) expect(line).toMatch(/^([2-9A-HJ-NP-Z]{4} ){3}[2-9A-HJ-NP-Z]{2}$/);
      expect(readRecoveryCode(lines.join("\n").toLowerCase())).toEqual(new Uint8Array(scalar));
    }),
  );
});

test("tells a slip in any line, and a line that is missing", () => {
  const lines = recoveryCode(crypto.getRandomValues(new Uint8Array(32)));
  for (const [place, line] of lines.entries()) {
    const slip = lines.with(
      place,
      line.replace(/^./, (first) => (first === "A" ? "B" : "A")),
    );
    expect(readRecoveryCode(slip.join(" "))).toBeNull();
    expect(readRecoveryCode(lines.toSpliced(place, 1).join(" "))).toBeNull();
  }
});
