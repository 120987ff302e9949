/** The demo's comments. They are written, approved and answered through the API, as people and offices do it. */
import { randomBytes, randomUUID } from "node:crypto";

/** Comments without a level, so that the demo's figures contain only the visitor's own ratings. */
const written = [
  {
    words: "Nộp hồ sơ trực tuyến xong mà không biết bao giờ có kết quả. Mong cổng báo trước ngày trả.",
    isApproved: true,
    answer: "Phường đã bổ sung ngày hẹn trả vào tin nhắn xác nhận và vào mục tra cứu hồ sơ.",
  },
  {
    words: "Phần tải bản chụp giấy tờ báo lỗi khi ảnh quá 2 MB, phải thử lại bốn lần.",
    isApproved: true,
    answer: "Giới hạn đã được nâng lên 10 MB. Cảm ơn Ông/Bà đã chỉ ra.",
  },
  { words: "Cán bộ hướng dẫn qua điện thoại rất rõ, làm một lần là xong.", isApproved: true, answer: null },
  { words: "Tờ khai trên cổng hỏi hai lần cùng một thông tin về thửa đất.", isApproved: false, answer: null },
  { words: "Xin gọi lại cho tôi theo số 0912 345 678 về giấy hẹn.", isApproved: false, answer: null },
];

/** From an address for documentation (RFC 5737), so that who tries the demo on this machine has their own limits whole. */
const elsewhere = { "x-forwarded-for": "192.0.2.1" };

/** Returns a UUIDv7 for a time in milliseconds. */
function uuidV7(atMs) {
  const time = atMs.toString(16).padStart(12, "0");
  const random = randomUUID().slice(15);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random}`;
}

function feedbackOf({ words }, touchpoint) {
  const nowMs = Date.now();
  return {
    id: uuidV7(nowMs),
    revision: 1,
    amend_key: randomBytes(16).toString("base64url"),
    touchpoint,
    answered_at: new Date(nowMs).toISOString(),
    level: null,
    comment: words,
    locale: "vi",
  };
}

/**
 * Writes comments at a touchpoint, approves some and answers some of those. It skips what an earlier run has done.
 * @param {(line: string, body?: unknown, headers?: Record<string, string>) => Promise<any>} call with the unit's key
 * @param {{ touchpoint: string, agency: string }} place
 */
export async function seedComments(call, { touchpoint, agency }) {
  const path = `/v1/agencies/${agency}/comments`;
  const before = await call(`GET ${path}`);
  if (before.data.length === 0) {
    const feedback = written.map((one) => feedbackOf(one, touchpoint));
    await call("POST /v1/feedback", { sent_at: new Date().toISOString(), feedback }, elsewhere);
  }
  const { data } = await call(`GET ${path}`);
  for (const { id, version, decision, replies, words } of data) {
    const one = written.find((candidate) => candidate.words === words);
    const seen = (shown) => ({ "if-match": `"${shown}"` });
    const isDue = one?.isApproved && decision === null;
    const approved = isDue ? await call(`PATCH ${path}/${id}`, { state: "approved" }, seen(version)) : { version };
    if (!one?.answer || replies.length > 0) continue;
    await call(`POST ${path}/${id}/replies`, { words: one.answer }, seen(approved.version));
  }
}
