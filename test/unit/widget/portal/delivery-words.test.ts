import { expect, test } from "vitest";
import { pickMessages } from "../../../../widget/messages/messages.ts";
import { deliveryWords } from "../../../../widget/portal/delivery-words.ts";
import { type Delivery, noDelivery } from "../../../../widget/visit/feedback-draft.ts";

const say = pickMessages("vi", {});
const words = (delivery: Partial<Delivery>, isLate = false) =>
  deliveryWords({ ...noDelivery, ...delivery }, isLate, say);

/** Words for an answer that refuses with a status. */
function refused(status: number): string {
  const problem = { type: "about:blank", title: "", status, detail: "" };
  return words({ state: "refused", receipt: { id: null, revision: null, outcome: "refused", problem } }).text;
}

test("nothing is said before anything has been kept", () => {
  expect(words({ state: "none" })).toEqual({ text: "", canSend: false });
  expect(words({ state: "writing" })).toEqual({ text: "", canSend: false });
});

test("thanks are said once the server has it, and stay while more is sent", () => {
  const thanks = "Cảm ơn Ông/Bà. Đánh giá đã được gửi.";
  expect(words({ state: "receipted", isThere: true }).text).toBe(thanks);
  expect(words({ state: "writing", isThere: true }).text).toBe(thanks);
  expect(words({ state: "device", isThere: true }).text).toBe(thanks);
  expect(words({ state: "device" }).text).toBe("Đã lưu trên máy, đang gửi");
});

test("without a network it says where the rating is, and nothing else", () => {
  for (const isLate of [false, true]) {
    expect(words({ state: "unreachable" }, isLate)).toEqual({ text: "Đã lưu trên máy, chưa gửi", canSend: true });
  }
});

test("nobody is told that it is on the device where it is in memory alone", () => {
  expect(words({ state: "unreachable", isInMemory: true })).toEqual({ text: say("e.send"), canSend: true });
  expect(words({ state: "busy", isInMemory: true }).text).toBe(say("e.send"));
  expect(words({ state: "memory", isInMemory: true }).text).toBe(say("e.store"));
});

test("each refusal has words of its own", () => {
  expect(refused(403)).toBe(say("e.403"));
  expect(refused(404)).toBe(say("e.404"));
  expect(refused(410)).toBe("Điểm lấy ý kiến này đã đóng.");
  expect([refused(400), refused(422)]).toEqual([say("e.422"), say("e.422")]);
  expect(refused(409)).toBe(say("e.refused"));
  expect(words({ state: "unreachable", status: 403 }).text).toBe(say("e.403"));
  expect(words({ state: "unreachable", status: 422 }).text).toBe(say("e.422"));
  expect(words({ state: "unreachable", status: 200 }).text).toBe(say("o.web"));
  expect(words({ state: "busy" })).toEqual({ text: say("e.many"), canSend: true });
});

test("an act that came late says so first", () => {
  expect(words({ state: "receipted", isThere: true }, true).text).toBe(`${say("w.late")} ${say("t.ok")}`);
});
