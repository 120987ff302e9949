import type { FeedbackItem } from "../../../../shared/contract/feedback.ts";
import type { AcceptDeps } from "../../../../worker/feedback/accept-feedback.ts";
import { zoneDay } from "../../../../shared/calendar/zone-day.ts";
import { unitHistory } from "../../../../worker/organization/unit-tree.ts";
import type {
  Binding,
  KnownOption,
  KnownQuestion,
  Organization,
} from "../../../../worker/organization/organization.ts";

/** The touchpoint of these tests. */
export const touchpoint = "H20-7k3m9q2x4t";

/** One feedback as a browser would send it, with what a test wants different. */
export function aFeedback(different: Partial<FeedbackItem> = {}): FeedbackItem {
  return {
    id: "01930000-0000-7000-8000-000000000001",
    revision: 1,
    amend_key: "AAAAAAAAAAAAAAAAAAAAAA",
    touchpoint,
    answered_at: "2026-11-24T08:15:00.000+07:00",
    level: 4,
    ...different,
  };
}

const binding: Binding = {
  fromDay: 20_000,
  unit: "29869",
  service: null,
  channel: "portal",
  form: "default",
  name: "Cổng",
};

const form = { id: "default", version: 2, questions: [], reasons: [], comment: true };

function anOption(id: string, isOffered: boolean): KnownOption {
  return { id, text: { vi: id }, isOffered };
}

/** An agency with one touchpoint, three questions of its form and one reason. */
export function anOrganization(bindings: readonly Binding[] = [binding]): Organization {
  return {
    agency: { code: "H20", name: "Tỉnh Đồng Tháp", time_zone: "Asia/Ho_Chi_Minh", cursor_secret: "secret" },
    units: unitHistory("H20", []),
    services: new Map([["1.004227", "Đăng ký khai sinh"]]),
    questions: new Map<string, KnownQuestion>([
      ["overall", { type: "rating", scale: 5 }],
      ["attitude", { type: "rating", scale: 3 }],
      ["elsewhere", { type: "rating", scale: 5 }],
      ["source", { type: "choice", options: [anOption("counter", true), anOption("poster", false)] }],
    ]),
    forms: new Map([
      [
        "default",
        {
          newest: form,
          questionsEver: new Set(["overall", "attitude", "source"]),
          reasonsEver: new Set(["waiting-time"]),
        },
      ],
    ]),
    touchpoints: new Map([[touchpoint, bindings]]),
  };
}

/** Received two seconds after the first tap, by clocks that agree. */
export function someDeps(different: Partial<AcceptDeps> = {}): AcceptDeps {
  return {
    organization: anOrganization(),
    sentAtMs: Date.parse("2026-11-24T01:15:02.000Z"),
    receivedAtMs: Date.parse("2026-11-24T01:15:02.100Z"),
    dayOf: zoneDay("Asia/Ho_Chi_Minh"),
    ...different,
  };
}

/** {@link binding} with what a test wants different. */
export function aBinding(different: Partial<Binding> = {}): Binding {
  return { ...binding, ...different };
}
