import type { PutAgency } from "../../shared/contract/agency.ts";
import type { Form, Question } from "../../shared/contract/form.ts";
import type { Service } from "../../shared/contract/service.ts";
import { cast } from "./sample-places.ts";

/** The services. Their ids are numbers that no real service has. */
export const services: readonly Service[] = [
  { id: "9.900001", name: "Đăng ký khai sinh" },
  { id: "9.900002", name: "Chứng thực bản sao từ bản chính" },
  { id: "9.900003", name: "Đăng ký kết hôn" },
  { id: "9.900004", name: "Đăng ký hộ kinh doanh" },
  { id: "9.900005", name: "Đổi giấy phép lái xe" },
  { id: "9.900006", name: "Cấp giấy phép xây dựng nhà ở riêng lẻ" },
  { id: cast.slowService, name: "Đăng ký biến động đất đai" },
  { id: "9.900008", name: "Trợ cấp xã hội hằng tháng" },
];

const further: readonly Question[] = [
  {
    id: "guidance",
    scale: 5,
    text: { vi: "Cán bộ hướng dẫn có dễ hiểu không?", en: "Was the guidance easy to understand?" },
  },
  {
    id: "visits",
    type: "choice",
    options: [
      { id: "once", text: { vi: "Một lần", en: "Once" } },
      { id: "twice", text: { vi: "Hai lần", en: "Twice" } },
      { id: "more", text: { vi: "Ba lần trở lên", en: "Three times or more" } },
    ],
    text: { vi: "Ông/Bà phải đến mấy lần?", en: "How often did you have to come?" },
  },
];

/** The form of all touchpoints: the default form with two further questions. */
export function sampleForm(usual: Form): Form {
  return { ...usual, id: "survey", questions: [...usual.questions, ...further] };
}

/** Target and licence of the agency; `from` is the first day of its figures. */
export function sampleFacts(from: string): PutAgency {
  return {
    targets: [{ method: "top-two@1", value: 90, from, source: "Kế hoạch cải cách hành chính của Tỉnh Mẫu (mô phỏng)" }],
    licence: { name: "CC BY 4.0", url: "https://creativecommons.org/licenses/by/4.0/deed.vi" },
  };
}

/** The milestones; they are marked on the trend. */
export function sampleMilestones({ merger, campaign }: { merger: string; campaign: string }): PutAgency {
  const vi = "Chiến dịch “Một cửa không chờ”";
  return {
    milestones: [
      { on: merger, unit: cast.merged, text: { vi: "Hợp nhất hai xã", en: "Two communes merged" } },
      { on: campaign, unit: cast.improved, text: { vi, en: "Campaign “No waiting at the counter”" } },
    ],
  };
}
