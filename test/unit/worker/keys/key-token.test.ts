import { describe, expect, test } from "vitest";
import { newCredential, readKeyToken, writeKeyToken } from "../../../../worker/keys/key-token.ts";
import { hashOf } from "../../../../worker/crypto/hash.ts";

describe("key token", () => {
  test("has 256 random bits and an id, and can be parsed", async () => {
    const asked: number[] = [];
    const made = await newCredential((count) => {
      asked.push(count);
      return new Uint8Array(count).fill(255);
    });
    expect(asked).toContain(32);
    expect(made).toEqual({ id: "z".repeat(12), secret: `${"_".repeat(42)}8`, hash: await hashOf(made.secret) });
    const named = { agency: "H20", id: made.id, secret: made.secret };
    expect(readKeyToken(writeKeyToken(named))).toEqual(named);
  });

  test("hashes the example of FIPS 180-2 correctly", async () => {
    expect(await hashOf("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  test.each(["", "cfk_H20_0123456789ab_short", "CFK_H20_0123456789ab_x", `cfk_h20_0123456789ab_${"s".repeat(43)}`])(
    "reads nothing from %j",
    (token) => {
      expect(readKeyToken(token)).toBeNull();
    },
  );
});
