import { pbkdf2Sync } from "node:crypto";
import { expect, test } from "vitest";
import { isPin, pinWait, triesAfter } from "../../../../widget/device/check-pin.ts";

const minute = 60_000;
const none = { wrong: 0, lastMs: 0 };

test("knows the PIN from another one, as any other program would derive it", async () => {
  const salt = Buffer.from("salt of the device!!");
  const hash = pbkdf2Sync("482913", salt, 1000, 32, "sha256").toString("base64url");
  const check = { salt: salt.toString("base64url"), hash, rounds: 1000 };
  expect(await isPin("482913", check, crypto.subtle)).toBe(true);
  expect(await isPin("482914", check, crypto.subtle)).toBe(false);
});

test("after five wrong ones in a row nobody may try for five minutes, and then five times again", () => {
  let tries = none;
  for (let one = 1; one <= 5; one++) {
    expect(pinWait(tries, 1000)).toBe(0);
    tries = triesAfter(tries, false, 1000);
  }
  expect(pinWait(tries, 1000)).toBe(5 * minute);
  expect(pinWait(tries, 1000 + 4 * minute)).toBe(minute);
  expect(pinWait(tries, 1000 + 5 * minute)).toBe(0);
  tries = triesAfter(tries, false, 1000 + 5 * minute);
  expect(pinWait(tries, 1000 + 5 * minute)).toBe(0);
});

test("the right one makes up for the wrong ones before", () => {
  expect(triesAfter({ wrong: 4, lastMs: 9 }, true, 10)).toEqual(none);
});

test("a clock that was set back makes nobody wait longer than five minutes", () => {
  expect(pinWait({ wrong: 5, lastMs: 1_000_000_000 }, 0)).toBe(5 * minute);
});
