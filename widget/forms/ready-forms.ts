import type { Form, Question, RatingQuestion, Reason, VersionedForm } from "../../shared/contract/form.ts";
import type { FormsKey } from "../form-draft/forms-messages.ts";

/** A form to begin with. */
export type ReadyForm = {
  readonly id: "factors" | "online" | "counter";
  readonly name: FormsKey;
  readonly questions: readonly Question[];
  /** Texts that the reasons of the default form are kept by; null for all of them. */
  readonly keeps: ((reason: Reason) => boolean) | null;
};

function rating(id: string, vi: string, en: string): RatingQuestion {
  return { id, scale: 5, text: { vi, en } };
}

/**
 * One question for each of five sides of a public service: access, procedure, staff, result, and answers to feedback. The
 * sides are those of the factors in decision 2640/QĐ-BNV of 10/10/2017; the wording is the product's own, and its figures
 * are not the Ministry's index.
 */
const factorQuestions: readonly Question[] = [
  rating(
    "tiep-can",
    "Nơi đón tiếp và trang thiết bị phục vụ có thuận tiện không?",
    "How convenient are the premises and equipment?",
  ),
  rating(
    "thu-tuc",
    "Giấy tờ, phí và thời hạn của thủ tục có rõ ràng, đúng quy định không?",
    "How clear and correct are papers, fees and time limits?",
  ),
  rating("cong-chuc", "Công chức có lịch sự và hướng dẫn dễ hiểu không?", "How polite and clear are the officers?"),
  rating("ket-qua", "Kết quả nhận được có đầy đủ, chính xác không?", "How complete and correct is the result?"),
  rating(
    "tiep-nhan-gop-y",
    "Việc tiếp nhận và trả lời góp ý có kịp thời không?",
    "How promptly is feedback taken and answered?",
  ),
];

/** What went well or badly in an online application; texts of the wording table. */
const onlineQuestions: readonly Question[] = [
  rating("de-lam-truc-tuyen", "Làm thủ tục trực tuyến có dễ không?", "How easy was the online application?"),
  {
    id: "da-lam-xong",
    type: "choice",
    text: { vi: "Ông/Bà đã làm xong thủ tục chưa?", en: "Did you finish the application?" },
    options: [
      { id: "xong", text: { vi: "Đã làm xong", en: "Yes" } },
      { id: "chua-xong", text: { vi: "Chưa làm xong được", en: "No, I could not" } },
      { id: "lam-sau", text: { vi: "Sẽ làm tiếp sau", en: "Not yet, later" } },
    ],
  },
];

const counterQuestions: readonly Question[] = [
  rating("thoi-gian-cho", "Thời gian chờ đến lượt có hợp lý không?", "How reasonable was the waiting time?"),
  rating("thai-do", "Thái độ của người phục vụ thế nào?", "How was the manner of the staff?"),
  rating("huong-dan", "Hướng dẫn có rõ ràng không?", "How clear was the guidance?"),
];

const isFor =
  (channels: readonly string[]) =>
  (reason: Reason): boolean =>
    !reason.channels || reason.channels.some((channel) => channels.includes(channel));

/** Forms to begin with, beside the default one and copies. */
export const readyForms: readonly ReadyForm[] = [
  { id: "factors", name: "fo.n.factors", questions: factorQuestions, keeps: null },
  { id: "online", name: "fo.n.online", questions: onlineQuestions, keeps: isFor(["portal"]) },
  { id: "counter", name: "fo.n.counter", questions: counterQuestions, keeps: isFor(["kiosk", "counter"]) },
];

/**
 * A new form, to be written on; null if there is nothing to begin with.
 * @param from `default`, `=` and the id of a form to be copied, or a ready one: it keeps reasons of the default form
 */
export function formFrom(from: string, forms: readonly VersionedForm[], id: string): Form | null {
  const usual = forms.find((form) => form.id === "default");
  const ready = readyForms.find((one) => one.id === from);
  const copied = from === "default" ? usual : forms.find((form) => `=${form.id}` === from);
  if (usual && ready) {
    const questions = [...usual.questions.filter((one) => one.id === "overall"), ...ready.questions];
    return { id, questions, reasons: ready.keeps ? usual.reasons.filter(ready.keeps) : usual.reasons, comment: true };
  }
  if (!copied) return null;
  const { version: _, ...copy } = copied;
  return { ...copy, id };
}
