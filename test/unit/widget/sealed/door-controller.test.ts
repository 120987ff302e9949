import { expect, test } from "vitest";
import { fail, ok } from "../../../../shared/result.ts";
import type { CallServer } from "../../../../widget/ui/call-server.ts";
import { toBase64url } from "../../../../widget/sealed/bytes.ts";
import { DoorController } from "../../../../widget/sealed/door-controller.ts";
import { newKeyPair, pointOf } from "../../../../widget/sealed/sealing.ts";

const seal = { subtle: crypto.subtle, random: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };

/** A door that is open; `answer` is called when a report is sent. */
async function openDoor(answer: () => Promise<unknown>): Promise<DoorController> {
  const public_key = toBase64url(await pointOf((await newKeyPair()).publicKey));
  const recipient = { name: "Thanh tra tỉnh", public_key, fingerprint: "x", from: "2026-01-01", until: null };
  const door = { agency: { code: "H20", name: "Tỉnh" }, recipient, history: [], announcement: null, keep_months: 24 };
  const call = (async ({ line }: { readonly line: string }) =>
    line.startsWith("GET") ? ok(door) : answer()) as unknown as CallServer;
  const control = new DoorController({ agency: "H20", call, seal }, () => {});
  await control.load();
  return control;
}

/** All that a controller remembers, but for what it was handed. */
function memoryOf(control: DoorController): string {
  const { deps: _deps, changed: _changed, ...memory } = control as unknown as Record<string, unknown>;
  return JSON.stringify(memory);
}

test("who leaves in a hurry leaves no text, code or report in memory", async () => {
  const control = await openDoor(async () => fail("unreachable"));
  control.write({ happened: "Cán bộ gợi ý đưa tiền", where: "Quầy 3", contact: "Dung" });
  control.fill({ typedCode: "H20-7K3M", more: "Thêm giờ giấc" });
  await control.send();
  const code = String(control.code);
  expect(code).toMatch(/^H20-/);
  for (const words of ["gợi ý", code, "7K3M", "giờ giấc", "ciphertext"]) expect(memoryOf(control)).toContain(words);
  control.leave();
  for (const words of ["gợi ý", "Quầy 3", "Dung", code, "7K3M", "giờ giấc", "ciphertext", "Thanh tra"]) {
    expect(memoryOf(control)).not.toContain(words);
  }
  expect(control.view).toBe("left");
});

test("an answer that comes after leaving shows nothing again, and keeps nothing", async () => {
  let answer: ((value: unknown) => void) | null = null;
  const control = await openDoor(() => new Promise((resolve) => (answer = resolve)));
  control.write({ happened: "Cán bộ gợi ý đưa tiền" });
  const sending = control.send();
  await expect.poll(() => answer).not.toBeNull();
  control.leave();
  (answer as unknown as (value: unknown) => void)(ok({ received_on: "2026-11-29" }));
  await sending;
  expect(control.view).toBe("left");
  expect(control.code).toBeNull();
  expect(memoryOf(control)).not.toContain("ciphertext");
});

test("a report that is still being sealed is not sent any more", async () => {
  let calls = 0;
  const control = await openDoor(async () => {
    calls += 1;
    return ok({ received_on: "2026-11-29" });
  });
  control.write({ happened: "Cán bộ gợi ý đưa tiền" });
  const sending = control.send();
  control.leave();
  await sending;
  expect([calls, control.code, control.view]).toEqual([0, null, "left"]);
});
