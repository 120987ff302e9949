import fc from "fast-check";
import { expect, test } from "vitest";
import { amendKey } from "../../../../widget/visit/amend-key.ts";

const random = fc.uint8Array({ minLength: 17, maxLength: 17 });

test("is 22 url-safe characters, whatever the bytes", () => {
  fc.assert(
    fc.property(random, (bytes) => {
      expect(amendKey(bytes)).toMatch(/^[A-Za-z0-9_-]{22}$/);
    }),
  );
});

test("is base64url of the bytes, as Node writes it", () => {
  fc.assert(
    fc.property(random, (bytes) => {
      expect(amendKey(bytes)).toBe(Buffer.from(bytes).toString("base64url").slice(0, 22));
    }),
  );
});
