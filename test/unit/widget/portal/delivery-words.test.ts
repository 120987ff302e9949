import { expect, test } from "vitest";
import { deliveryWords } from "../../../../widget/portal/delivery-words.ts";
import { pickMessages } from "../../../../widget/messages/messages.ts";

const say = pickMessages("vi", {});
const words = (delivery: Parameters<typeof deliveryWords>[0]["delivery"], isInMemory = false, isLate = false) =>
  deliveryWords({ delivery, isInMemory, isLate }, say);

test("nothing is said before anything has been kept", () => {
  expect(words("none")).toEqual({ headline: "", detail: "", canSend: false });
  expect(words("writing")).toEqual({ headline: "", detail: "", canSend: false });
});

test("thanks are said as soon as it is kept, and stay while the network is away", () => {
  for (const delivery of ["device", "unreachable", "busy", "receipted"] as const) {
    expect(words(delivery).headline).toBe(say("t.ok"));
  }
});

test("nobody is told that it was recorded where it is neither kept nor sent, or was refused", () => {
  expect(words("unreachable", true)).toEqual({ headline: "", detail: say("e.send"), canSend: true });
  expect(words("busy", true).headline).toBe("");
  expect(words("refused")).toEqual({ headline: "", detail: say("e.refused"), canSend: false });
});

test("an act that came late says so first", () => {
  expect(words("receipted", false, true).detail).toBe(`${say("w.late")} ${say("x.sent")}`);
});
