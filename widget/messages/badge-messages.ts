import { badgeEn } from "./badge-en.ts";
import { type Language, type SayOf, sayFrom } from "./messages.ts";

/** Texts of the badge, in Vietnamese. */
export const badgeVi = {
  "g.share": "Tỷ lệ hài lòng",
  "g.quarter": "Quý\u00a0{roman}/{year}",
  "g.n": "{n}\u00a0phiếu",
  "g.interval": "Khoảng tin cậy 95%: {interval}",
  "g.too-few": "Chưa đủ số phiếu để công bố.",
  "g.protects-another": "Chưa công bố, vì sẽ làm lộ số liệu của một nhóm quá ít người.",
  "g.nobody": "Không có phiếu nào.",
  "g.none": "Chưa có số liệu nào được công bố.",
  "g.earlier": "Gần nhất: {quarter}, {value} ({interval}), {n} phiếu.",
  "g.unit": "Số liệu của cả đơn vị, không riêng nơi này.",
  "g.sample": "Số liệu mô phỏng",
  "g.methods": "Cách tính",
  "g.board": "Bảng số liệu",
};

/** Returns a text of the badge. */
export type BadgeSay = SayOf<keyof typeof badgeVi>;

/** Texts of the badge, in one language. */
export function pickBadgeMessages(language: Language): BadgeSay {
  return sayFrom({ vi: badgeVi, en: badgeEn }, language);
}
