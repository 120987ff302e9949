import { type Language, type PickTexts, textsOf } from "../messages/messages.ts";

/** Texts that the office's pages share, in Vietnamese. */
export const officeUiVi = {
  "ou.cancel": "Thôi",
  "ou.again": "Thử lại",
  "ou.loading": "Đang tải…",
  "ou.more": "Xem thêm",
  "ou.copy": "Sao chép",
  "ou.copied": "✓ đã sao chép",
  "ou.not-copied": "– trình duyệt không cho; xin bôi đen rồi chép",
  "ou.type-name": "Gõ “{name}” để xác nhận",
  "ou.combo.list": "Danh sách để chọn",
  "ou.combo.loading": "Đang tải danh sách…",
  "ou.level.1": "Rất không hài lòng",
  "ou.level.2": "Không hài lòng",
  "ou.level.3": "Bình thường",
  "ou.level.4": "Hài lòng",
  "ou.level.5": "Rất hài lòng",
  "ou.unreachable": "Không kết nối được máy chủ. Nội dung vẫn còn trên trang này. Xin thử lại.",
  "ou.combo.missing": "Chưa tải được danh sách. Bấm lại vào ô để thử lại.",
  "ou.combo.none": "Không có mục nào khớp.",
  "ou.combo.found": "{n} mục",
  "ou.combo.many": "{n} mục, đang hiện {shown} mục đầu. Gõ thêm để thu hẹp.",
  "ou.combo.unknown": "Chưa chọn mục nào trong danh sách.",
};

/** Key of a text that the office's pages share. */
export type OfficeUiKey = keyof typeof officeUiVi;

/** The shared texts in one language. */
export const pickOfficeUiMessages: PickTexts<OfficeUiKey> = textsOf(officeUiVi, async () => (await import("./office-ui-en.ts")).officeUiEn);

/** The name of a level from 1, the lowest, to 5. */
export function levelName(level: number, language: Language): string {
  return pickOfficeUiMessages(language)(`ou.level.${level}` as OfficeUiKey);
}
